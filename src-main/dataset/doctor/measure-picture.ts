import { hash } from 'node:crypto'
import type { Shape } from '../../shared/architecture/spec.ts'
import { blankFlag, colorlessFlag, featureLength, type Measurements, miniatureSide } from './measurements.ts'
import { createResampler, halve } from './resample.ts'
import { signatureLength, writeSignature } from './signature.ts'
import { enlarge, spectrum, spectrumLength, spectrumSide } from './spectrum.ts'

/** Levels of 255 that a picture of one colour may vary by, as JPEG has it. */
const blankLevels = 8
/** Levels that the channels of a grey picture may differ by, for the same reason. */
const colorlessLevels = 8
/** Of a side that is left when a copy is cropped, half of the most that is looked for. */
const enlargedShare = 0.95
const side = 2 * spectrumSide

/** Measures pictures of one shape: uint8, height x width x channels, 1 or 3 channels. `medians`: of the spectra of such pictures. */
export function createMeasurer(shape: Shape, medians: Float32Array) {
  const { height, width, channels } = shape
  const grey = new Float64Array(height * width)
  const resample = createResampler(shape, side)
  const grid = new Float32Array(side * side)
  const middle = new Float32Array(spectrumSide * spectrumSide)
  const found = new Float32Array(spectrumLength)

  return (pixels: Uint8Array, index: number, to: Measurements): void => {
    const { flags, range } = channels === 1 ? takeGrey(pixels, index, to) : takeColor(pixels, index, to)
    to.flags[index] = flags | (range <= blankLevels ? blankFlag : 0)
    const digest = hash('sha256', pixels, 'buffer')
    for (let word = 0; word < 4; word++) to.digests[4 * index + word] = digest.readUInt32LE(4 * word)
    resample(grey, 0, 1, grid)
    const half = halve(grid, side)
    spectrum(half, found)
    writeSignature(found, medians, to.signatures, signatureLength * index)
    enlarge(half, enlargedShare, middle)
    spectrum(middle, found)
    writeSignature(found, medians, to.enlarged, signatureLength * index)
    miniature(to.miniatures, featureLength * index)
  }

  function takeGrey(pixels: Uint8Array, index: number, to: Measurements) {
    let [sum, squares, least, most] = [0, 0, 255, 0]
    for (let place = 0; place < grey.length; place++) {
      const value = pixels[place]!
      grey[place] = value
      sum += value
      squares += value * value
      if (value < least) least = value
      if (value > most) most = value
    }
    to.sums[2 * index] = sum
    to.sums[2 * index + 1] = squares
    return { flags: 0, range: most - least }
  }

  /** Grey by the weights of ITU-R BT.601, as JPEG has it. */
  function takeColor(pixels: Uint8Array, index: number, to: Measurements) {
    const sums = [0, 0, 0, 0, 0, 0]
    const least = [255, 255, 255]
    const most = [0, 0, 0]
    let furthest = 0
    for (let place = 0; place < grey.length; place++) {
      const [r, g, b] = [pixels[3 * place]!, pixels[3 * place + 1]!, pixels[3 * place + 2]!]
      grey[place] = 0.299 * r + 0.587 * g + 0.114 * b
      sums[0]! += r
      sums[1]! += r * r
      sums[2]! += g
      sums[3]! += g * g
      sums[4]! += b
      sums[5]! += b * b
      if (r < least[0]!) least[0] = r
      if (g < least[1]!) least[1] = g
      if (b < least[2]!) least[2] = b
      if (r > most[0]!) most[0] = r
      if (g > most[1]!) most[1] = g
      if (b > most[2]!) most[2] = b
      const spread = Math.max(r, g, b) - Math.min(r, g, b)
      if (spread > furthest) furthest = spread
    }
    to.sums.set(sums, 6 * index)
    const range = Math.max(most[0]! - least[0]!, most[1]! - least[1]!, most[2]! - least[2]!)
    return { flags: furthest <= colorlessLevels ? colorlessFlag : 0, range }
  }

  function miniature(to: Uint8Array, start: number): void {
    const cell = side / miniatureSide
    for (let row = 0; row < miniatureSide; row++) {
      for (let column = 0; column < miniatureSide; column++) {
        let sum = 0
        for (let y = cell * row; y < cell * (row + 1); y++)
          for (let x = cell * column; x < cell * (column + 1); x++) sum += grid[y * side + x]!
        to[start + row * miniatureSide + column] = Math.round(sum / cell ** 2)
      }
    }
  }
}
