import type { Sharp } from 'sharp'
import type { Shape, Size } from '../../shared/architecture/spec.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type { Preprocessing, Rgb } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { borderMedian, centre, paddedSize } from './fit.ts'
import { layOn } from './lay-on.ts'
import { sharp } from './load-sharp.ts'
import { multispectral } from './open-picture.ts'

const secondsLimit = 60

const white: Rgb = [255, 255, 255]

/**
 * Brings a decoded picture of `size` to the network's shape; `padding`: the border's median when it is not given. `shows`: whether
 * the background shows through.
 */
export async function bringTo(
  image: Sharp,
  size: Size,
  hasAlpha: boolean,
  { shape, color, fit: how, background = white }: Preprocessing,
  padding?: number,
): Promise<{ pixels: Uint8Array; shows: boolean }> {
  const inner = how === 'pad' ? paddedSize(size, shape) : shape
  const { data, shows } = hasAlpha ? await flattened() : { data: await decoded(image), shows: false }
  return { pixels: padded(data, inner, shape, padding), shows }

  async function decoded(picture: Sharp): Promise<Uint8Array> {
    const [r, g, b] = background
    const opaque = resize(picture.flatten({ background: { r, g, b } }))
    return raw(opaque.toColourspace(color === 'grey' ? 'b-w' : 'srgb'), shape.channels)
  }

  /** With transparency: looked at after it was brought to size, so that a picture is decoded once. */
  async function flattened(): Promise<{ data: Uint8Array; shows: boolean }> {
    const rgba = await raw(resize(image).toColourspace('srgb').ensureAlpha(), 4)
    const { rgb, shows } = layOn(rgba, background)
    if (color === 'rgb') return { data: rgb, shows }
    const flat = sharp(rgb, { raw: { width: inner.width, height: inner.height, channels: 3 } })
    return { data: await raw(flat.toColourspace('b-w'), 1), shows }
  }

  async function raw(picture: Sharp, channels: number): Promise<Uint8Array> {
    const { data, info } = await picture
      .raw({ depth: 'uchar' })
      .timeout({ seconds: secondsLimit })
      .toBuffer({ resolveWithObject: true })
    if (info.channels !== channels) throw new Refused(problem('data.unsupported-picture', multispectral))
    if (info.height !== inner.height || info.width !== inner.width)
      throw new Error(`Decoded to ${JSON.stringify(info)} instead of ${JSON.stringify({ ...inner, color })}`)
    return data
  }

  function resize(picture: Sharp): Sharp {
    switch (how) {
      case 'crop':
        return picture.resize(shape.width, shape.height, { fit: 'cover', position: 'centre' })
      case 'stretch':
        return picture.resize(shape.width, shape.height, { fit: 'fill' })
      case 'pad':
        return picture.resize(inner.width, inner.height, { fit: 'fill' })
      default:
        return assertNever(how)
    }
  }
}

/** Pixels of size `inner` in the middle of `shape`, on `padding` or the median of their border. */
export function padded(pixels: Uint8Array, inner: Size, shape: Shape, padding?: number): Uint8Array {
  if (inner.height === shape.height && inner.width === shape.width) return pixels
  const found: Shape = { height: inner.height, width: inner.width, channels: shape.channels }
  const fill = padding === undefined ? borderMedian(pixels, found) : Array(shape.channels).fill(padding)
  return centre(pixels, found, shape, fill)
}
