import { hash } from 'node:crypto'
import type { Shape } from '../../shared/architecture/spec.ts'
import { blankFlag, colorlessFlag, featureLength, type Measurements, miniatureSide } from './measurements.ts'
import { hashedSide, perceptualHash } from './perceptual-hash.ts'

/** Levels of 255 that a picture of one colour may vary by, as JPEG has it. */
const blankLevels = 8
/** Levels that the channels of a grey picture may differ by, for the same reason. */
const colorlessLevels = 8

/** Measures pictures of one shape: uint8, height x width x channels, 1 or 3 channels. */
export function createMeasurer(shape: Shape) {
  const { height, width, channels } = shape
  const grey = new Float64Array(height * width)
  const small = new Float64Array(hashedSide * hashedSide)
  const across = cells(width)
  const down = cells(height)

  return (pixels: Uint8Array, index: number, to: Measurements): void => {
    const { flags, range } = channels === 1 ? takeGrey(pixels, index, to) : takeColor(pixels, index, to)
    to.flags[index] = flags | (range <= blankLevels ? blankFlag : 0)
    const digest = hash('sha256', pixels, 'buffer')
    for (let word = 0; word < 4; word++) to.digests[4 * index + word] = digest.readUInt32LE(4 * word)
    shrink()
    perceptualHash(small, to.hashes, 2 * index)
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

  /** The mean of each cell; `small` has `hashedSide` cells each way. */
  function shrink(): void {
    for (let row = 0; row < hashedSide; row++) {
      for (let column = 0; column < hashedSide; column++) {
        let sum = 0
        for (let y = down.from[row]!; y < down.to[row]!; y++)
          for (let x = across.from[column]!; x < across.to[column]!; x++) sum += grey[y * width + x]!
        const size = (down.to[row]! - down.from[row]!) * (across.to[column]! - across.from[column]!)
        small[row * hashedSide + column] = sum / size
      }
    }
  }

  function miniature(to: Uint8Array, start: number): void {
    for (let row = 0; row < miniatureSide; row++) {
      for (let column = 0; column < miniatureSide; column++) {
        const first = 2 * row * hashedSide + 2 * column
        const [below, right] = [first + hashedSide, first + 1]
        const sum = small[first]! + small[right]! + small[below]! + small[below + 1]!
        to[start + row * miniatureSide + column] = Math.round(sum / 4)
      }
    }
  }
}

/** Where the cells that a side is divided into begin and end; of a side shorter than that, some are the same pixel. */
function cells(length: number) {
  const from = new Int32Array(hashedSide)
  const to = new Int32Array(hashedSide)
  for (let cell = 0; cell < hashedSide; cell++) {
    from[cell] = Math.floor((cell * length) / hashedSide)
    to[cell] = Math.max(from[cell]! + 1, Math.floor(((cell + 1) * length) / hashedSide))
  }
  return { from, to }
}
