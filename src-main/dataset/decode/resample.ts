import type { Size } from '../../shared/architecture/spec.ts'
import { type Kernel, kernelFor, type Side, tapsOf } from './kernel.ts'

/** Squares of pixels are averaged before they are weighed; at least 4/3 of a reduction is left to the kernel, which keeps it sharp. */
const boxOf = ({ scale }: Side) => Math.max(1, Math.min(16, Math.floor((3 * scale) / 4)))

/**
 * Brings a picture (words of R, G, B and an unused byte, the first lowest; height x width) to another size much as libvips does: averaged by whole
 * numbers, then weighed. RGB, uint8, `rows.length` x `columns.length` x 3.
 */
export function resample(words: Int32Array, rows: Side, columns: Side): Uint8Array {
  const [down, across] = [boxOf(rows), boxOf(columns)]
  const [vertical, horizontal] = [kernelFor(rows, down), kernelFor(columns, across)]
  const width = Math.ceil(columns.from / across)
  const line = 3 * width
  // Weights of 0 reach beyond the end.
  scratch.boxed = atLeast(scratch.boxed, line * (Math.ceil(rows.from / down) + vertical.taps))
  scratch.tall = atLeast(scratch.tall, line * rows.length + 3 * horizontal.taps)
  average(words, { height: rows.from, width: columns.from }, down, across, scratch.boxed)
  weighRows(scratch.boxed, line, vertical, scratch.tall)
  return weighColumns(scratch.tall, width, rows.length, horizontal)
}

/** Multiplications that `resample` takes. */
export function resampleCost(rows: Side, columns: Side): number {
  const [down, across] = [boxOf(rows), boxOf(columns)]
  const width = Math.ceil(columns.from / across)
  return 3 * rows.length * (width * tapsOf(rows, down) + columns.length * tapsOf(columns, across))
}

/** Kept from picture to picture. */
const scratch: Record<'boxed' | 'tall', Float32Array> = {
  boxed: new Float32Array(0),
  tall: new Float32Array(0),
}
const atLeast = (array: Float32Array, length: number) =>
  array.length >= length ? array : new Float32Array(length)

/** Averages of squares of `down` x `across` pixels, which are smaller at the far borders; red and blue are added in one number, 16 bits each. */
function average(
  words: Int32Array,
  { height, width }: Size,
  down: number,
  across: number,
  out: Float32Array,
): void {
  for (let top = 0, to = 0; top < height; top += down) {
    const rows = Math.min(down, height - top)
    for (let left = 0; left < width; left += across, to += 3) {
      const columns = Math.min(across, width - left)
      let redAndBlue = 0
      let green = 0
      for (let row = 0, from = top * width + left; row < rows; row++, from += width) {
        for (let place = from; place < from + columns; place++) {
          const word = words[place]!
          redAndBlue = (redAndBlue + (word & 0xff00ff)) | 0
          green = (green + ((word >>> 8) & 0xff)) | 0
        }
      }
      const share = 1 / (rows * columns)
      out[to] = (redAndBlue & 0xffff) * share
      out[to + 1] = green * share
      out[to + 2] = (redAndBlue >>> 16) * share
    }
  }
}

/** Four rows at a time: the sums are then written a quarter as often. */
function weighRows(
  rows: Float32Array,
  line: number,
  { taps, first, weights }: Kernel,
  out: Float32Array,
): void {
  for (let row = 0; row < first.length; row++) {
    const to = row * line
    for (let tap = 0; tap < taps; tap += 4) {
      const weight = row * taps + tap
      const a = weights[weight]!
      const b = weights[weight + 1]!
      const c = weights[weight + 2]!
      const d = weights[weight + 3]!
      let from = (first[row]! + tap) * line
      if (tap === 0)
        for (let place = to; place < to + line; place++, from++)
          out[place] =
            a * rows[from]! + b * rows[from + line]! + c * rows[from + 2 * line]! + d * rows[from + 3 * line]!
      else
        for (let place = to; place < to + line; place++, from++)
          out[place]! +=
            a * rows[from]! + b * rows[from + line]! + c * rows[from + 2 * line]! + d * rows[from + 3 * line]!
    }
  }
}

function weighColumns(
  tall: Float32Array,
  width: number,
  height: number,
  { taps, first, weights }: Kernel,
): Uint8Array {
  const pixels = new Uint8ClampedArray(height * first.length * 3)
  for (let row = 0, to = 0; row < height; row++) {
    for (let column = 0; column < first.length; column++, to += 3) {
      let from = 3 * (row * width + first[column]!)
      let red = 0
      let green = 0
      let blue = 0
      const end = (column + 1) * taps
      for (let tap = column * taps; tap < end; tap++, from += 3) {
        const weight = weights[tap]!
        red += weight * tall[from]!
        green += weight * tall[from + 1]!
        blue += weight * tall[from + 2]!
      }
      pixels[to] = red
      pixels[to + 1] = green
      pixels[to + 2] = blue
    }
  }
  return new Uint8Array(pixels.buffer)
}
