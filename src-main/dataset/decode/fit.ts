import type { Shape, Size } from '../../shared/architecture/spec.ts'

/** A picture this close below the network's size is padded but not resampled: 28x28 in 32x32 is the papers' own case. */
const closeEnough = 7 / 8

/** Size that a picture gets inside `target` with its proportions kept; its own when it fits closely already. */
export function paddedSize(picture: Size, target: Size): Size {
  const scale = Math.min(target.height / picture.height, target.width / picture.width)
  if (scale >= 1 && scale <= 1 / closeEnough) return { height: picture.height, width: picture.width }
  const length = (side: number, most: number) => Math.max(1, Math.min(most, Math.round(side * scale)))
  return { height: length(picture.height, target.height), width: length(picture.width, target.width) }
}

/** Puts a picture (height x width x channels) in the middle of a larger one filled with `color` (one value a channel). */
export function centre(pixels: Uint8Array, shape: Shape, target: Size, color: readonly number[]): Uint8Array {
  const { height, width, channels } = shape
  if (height === target.height && width === target.width) return pixels
  const placed = new Uint8Array(target.height * target.width * channels)
  if (channels === 1) placed.fill(color[0]!)
  else for (let index = 0; index < placed.length; index++) placed[index] = color[index % channels]!
  const top = Math.floor((target.height - height) / 2)
  const left = Math.floor((target.width - width) / 2)
  for (let row = 0; row < height; row++) {
    const line = pixels.subarray(row * width * channels, (row + 1) * width * channels)
    placed.set(line, ((top + row) * target.width + left) * channels)
  }
  return placed
}

/** Median of each channel over the outermost pixels: the ground of a picture of one thing on an even ground. */
export function borderMedian(pixels: Uint8Array, { height, width, channels }: Shape): number[] {
  return Array.from({ length: channels }, (_, channel) => {
    const values: number[] = []
    for (let row = 0; row < height; row++) {
      const edge = row === 0 || row === height - 1
      for (let column = 0; column < width; column += edge || width === 1 ? 1 : width - 1)
        values.push(pixels[(row * width + column) * channels + channel]!)
    }
    return values.sort((a, b) => a - b)[values.length >> 1]!
  })
}

/** One grey channel as three equal ones. */
export function greyToRgb(grey: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * grey.length)
  for (let index = 0; index < grey.length; index++) rgb.fill(grey[index]!, 3 * index, 3 * index + 3)
  return rgb
}
