import type { Shape, Size } from '../shared/architecture/spec.ts'

/** A square that hides a part of a picture. */
export interface Patch extends Size {
  readonly top: number
  readonly left: number
}

/** Patches of a fifth of each side, each half a patch beyond the one before, that cover a picture. */
export function patchesOver({ height, width }: Size): Patch[] {
  const rows = startsAlong(height)
  const columns = startsAlong(width)
  const size = { height: patchLength(height), width: patchLength(width) }
  return rows.flatMap(top => columns.map(left => ({ ...size, top, left })))
}

const patchLength = (side: number) => Math.max(1, Math.round(side / 5))

function startsAlong(side: number): number[] {
  const length = patchLength(side)
  const stride = Math.max(1, Math.round(length / 2))
  const count = Math.ceil((side - length) / stride) + 1
  return Array.from({ length: count }, (_, index) => Math.min(index * stride, side - length))
}

/** The picture (uint8, height x width x channels) with a patch of its mean colour. */
export function occluded(pixels: Uint8Array, shape: Shape, patch: Patch): Uint8Array {
  const { width, channels } = shape
  const colour = meanColour(pixels, shape)
  const hidden = pixels.slice()
  for (let row = patch.top; row < patch.top + patch.height; row++) {
    for (let column = patch.left; column < patch.left + patch.width; column++) {
      hidden.set(colour, (row * width + column) * channels)
    }
  }
  return hidden
}

function meanColour(pixels: Uint8Array, { channels }: Shape): number[] {
  const sums = Array.from({ length: channels }, () => 0)
  for (const [place, value] of pixels.entries()) sums[place % channels]! += value
  return sums.map(sum => Math.round((sum * channels) / pixels.length))
}

/**
 * Where the network looks (Zeiler and Fergus 2014, section 4.2): for each pixel the mean of what the probability lost when a patch hid it, float32 height x
 * width; what hiding made more probable counts as 0. `hidden`: the probability with each patch.
 */
export function heatOfOcclusion(
  { height, width }: Size,
  patches: readonly Patch[],
  whole: number,
  hidden: ArrayLike<number>,
): Float32Array {
  const sums = new Float32Array(height * width)
  const counts = new Float32Array(height * width)
  for (const [index, { top, left, ...size }] of patches.entries()) {
    for (let row = top; row < top + size.height; row++) {
      for (let column = left; column < left + size.width; column++) {
        sums[row * width + column]! += whole - hidden[index]!
        counts[row * width + column]! += 1
      }
    }
  }
  return sums.map((sum, place) => Math.max(0, sum / counts[place]!))
}
