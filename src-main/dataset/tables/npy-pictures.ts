import type { Shape } from '../../shared/architecture/spec.ts'
import type { TableFault } from '../../shared/contract/data.ts'
import type { Refused } from '../refused.ts'
import type { ByteReader } from './bytes.ts'
import { valueReader } from './npy.ts'

/** Where a picture's values stand in an array of pictures. */
export interface ArrayLayout {
  readonly shape: Shape
  /** From one pixel to the next, from one channel to the next; and all that a picture takes. */
  readonly pixelStep: number
  readonly channelStep: number
  readonly values: number
}

export interface ArrayPictures extends ArrayLayout {
  readonly type: string
  readonly count: number
}

/** How values become levels of 0 to 255: `value * scale + offset`. */
export interface Levels {
  readonly scale: number
  readonly offset: number
}

/**
 * An array's pictures, told from its shape: N x H x W, N x H x W x C, N x C x H x W (C of 1, 3 or 4; alpha is left out), or N x P with
 * square pictures in a row.
 */
export function layoutOf([count, ...sides]: readonly number[]): ArrayLayout | undefined {
  if (count === undefined || count === 0) return undefined
  const isChannels = (side: number | undefined) => side === 1 || side === 3 || side === 4
  const [a = 0, b = 0, c = 0] = sides
  if (sides.length === 2) return plain(a, b, 1, 1, a * b)
  if (sides.length === 3 && isChannels(c)) return plain(a, b, c, c, 1)
  if (sides.length === 3 && isChannels(a)) return plain(b, c, a, 1, b * c)
  const side = Math.sqrt(a)
  if (sides.length === 1 && a >= 64 && Number.isInteger(side)) return plain(side, side, 1, 1, a)
  const colorSide = Math.sqrt(a / 3)
  if (sides.length === 1 && a >= 192 && Number.isInteger(colorSide))
    return plain(colorSide, colorSide, 3, 3, 1)
  return undefined
}

function plain(height: number, width: number, channels: number, pixelStep: number, channelStep: number) {
  if (height * width === 0 || height * width > 2 ** 24) return undefined
  const shape = { height, width, channels: channels === 4 ? 3 : channels }
  return { shape, pixelStep, channelStep, values: height * width * channels }
}

/**
 * The scale that an array's values are in, from the lowest and the highest: 0 to 255; 0 to 1; -1 to 1; 16 bits. All values are read
 * for it.
 */
export async function levelsOf(
  open: () => Promise<ByteReader>,
  pictures: ArrayPictures,
  invalid: (fault: TableFault) => Refused,
): Promise<Levels> {
  const { bytes, read } = valueReader(pictures.type)!
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for await (const picture of chunks(await open(), pictures, bytes))
    for (let at = 0; at < picture.length; at += bytes) {
      const value = read(picture, at)
      if (value < low) low = value
      if (value > high) high = value
      if (!Number.isFinite(value)) throw invalid({ kind: 'range', low: value, high: value })
    }
  if (low >= 0 && high <= 1) return { scale: 255, offset: 0 }
  if (low >= 0 && high <= 255) return { scale: 1, offset: 0 }
  if (low >= -1 && high <= 1) return { scale: 127.5, offset: 127.5 }
  if (low >= 0 && high <= 65_535) return { scale: 1 / 257, offset: 0 }
  throw invalid({ kind: 'range', low, high })
}

/** Each picture as uint8, height x width x channels. */
export async function* readNpyPictures(
  open: () => Promise<ByteReader>,
  pictures: ArrayPictures,
  { scale, offset }: Levels,
): AsyncGenerator<Uint8Array> {
  const { shape, pixelStep, channelStep } = pictures
  const { bytes, read } = valueReader(pictures.type)!
  const { channels } = shape
  for await (const picture of chunks(await open(), pictures, bytes)) {
    const pixels = new Uint8Array(shape.height * shape.width * channels)
    for (let to = 0, pixel = 0; to < pixels.length; pixel += pixelStep)
      for (let channel = 0; channel < channels; channel++) {
        const value = read(picture, (pixel + channel * channelStep) * bytes)
        pixels[to++] = Math.max(0, Math.min(255, Math.round(value * scale + offset)))
      }
    yield pixels
  }
}

async function* chunks(reader: ByteReader, { count, values }: ArrayPictures, bytes: number) {
  try {
    for (let index = 0; index < count; index++)
      yield await reader.take(values * bytes, count * values * bytes)
  } finally {
    await reader.close()
  }
}
