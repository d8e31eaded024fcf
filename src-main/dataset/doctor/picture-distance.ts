/** A picture to compare: `side` x `side` x channels, 0 to 255. */
export interface Comparable {
  readonly side: number
  readonly channels: number
  readonly values: Float32Array
}

/** Pictures are compared at this size at most. */
export const comparedSide = 32

/** Shrinks a picture (uint8, height x width x channels) to means over cells; one that is smaller keeps its pixels, some of them several times. */
export function comparable(
  pixels: Uint8Array,
  { height, width, channels }: { height: number; width: number; channels: number },
): Comparable {
  const side = comparedSide
  const values = new Float32Array(side * side * channels)
  for (let row = 0; row < side; row++) {
    const top = Math.floor((row * height) / side)
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / side))
    for (let column = 0; column < side; column++) {
      const left = Math.floor((column * width) / side)
      const right = Math.max(left + 1, Math.floor(((column + 1) * width) / side))
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        for (let y = top; y < bottom; y++)
          for (let x = left; x < right; x++) sum += pixels[(y * width + x) * channels + channel]!
        values[(row * side + column) * channels + channel] = sum / ((bottom - top) * (right - left))
      }
    }
  }
  return { side, channels, values }
}

/** Shifting by a pixel makes no copy of what differs by so much. */
const hopeless = 0.2

/**
 * How much two pictures differ, 0 to 2: the squared difference as a share of their squares, both taken about their means, so that a brighter copy
 * is still a copy; the least over shifts by up to a pixel each way. 0: equal; 1: nothing in common.
 */
export function pictureDistance(a: Comparable, b: Comparable): number {
  let least = shiftedDistance(a, b, 0, 0)
  if (least > hopeless) return least
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) least = Math.min(least, shiftedDistance(a, b, dy, dx))
  return least
}

/** Over the pixels that have a partner whatever the shift. */
function shiftedDistance(a: Comparable, b: Comparable, dy: number, dx: number): number {
  const { side, channels } = a
  const row = side * channels
  const shift = dy * row + dx * channels
  let [sumA, sumB, squares, products, count] = [0, 0, 0, 0, 0]
  for (let y = 1; y < side - 1; y++) {
    const end = (y + 1) * row - channels
    for (let place = y * row + channels; place < end; place++) {
      const p = a.values[place]!
      const q = b.values[place + shift]!
      sumA += p
      sumB += q
      squares += p * p + q * q
      products += p * q
      count++
    }
  }
  const both = squares - (sumA * sumA + sumB * sumB) / count
  return both <= 0 ? 0 : (both - 2 * (products - (sumA * sumB) / count)) / both
}
