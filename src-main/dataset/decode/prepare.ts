import type { Sharp } from 'sharp'
import type { Shape, Size } from '../../shared/architecture/spec.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type { Conversion, PictureFault, Preprocessing, Rgb } from '../../shared/contract/data.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { borderMedian, centre, greyToRgb, paddedSize } from './fit.ts'
import { layOn } from './lay-on.ts'
import { sharp } from './load-sharp.ts'
import { multispectral, openPicture } from './open-picture.ts'
import type { Outcome, PictureSource } from './protocol.ts'
import { readSource } from './read-source.ts'

const secondsLimit = 60

/** A picture as the network sees it: uint8, `preprocessing.shape`; the one way there, for training and prediction. */
export async function preparePicture(source: PictureSource, preprocessing: Preprocessing): Promise<Outcome> {
  if (typeof source !== 'string' && 'pixels' in source)
    return preparePixels(source.pixels, source.shape, preprocessing)
  const file = await readSource(source)
  return file.ok ? prepareBytes(file.value, preprocessing) : file
}

/** A file's bytes: turned as EXIF says, transparency on the background, the first frame, 8 bits a channel, grey or sRGB. */
async function prepareBytes(bytes: Buffer, preprocessing: Preprocessing): Promise<Outcome> {
  try {
    const opened = await openPicture(bytes, preprocessing.shape)
    if (!opened.ok) return opened
    const { image, size, hasAlpha, changes, frames } = opened.value
    const fitted = await bringTo(image, size, hasAlpha, preprocessing)
    const shows: Conversion[] = fitted.shows ? ['transparent'] : []
    const remark = remarkOn([...changes, ...shows], frames)
    return { pixels: fitted.pixels, size, ...(remark && { remark }) }
  } catch (error) {
    return { problem: error instanceof Refused ? error.problem : decodeProblem(error, bytes) }
  }
}

function remarkOn(changes: readonly Conversion[], frames: number): Problem | undefined {
  if (changes.length === 0) return frames > 1 ? problem('data.first-frame', { frames }) : undefined
  return problem('data.converted', { changes: frames > 1 ? [...changes, 'first-frame'] : changes })
}

const white: Rgb = [255, 255, 255]

/** Pixels in hand; padded with 0, as IDX pictures and the papers have it. */
async function preparePixels(
  pixels: Uint8Array,
  shape: Shape,
  preprocessing: Preprocessing,
): Promise<Outcome> {
  const { shape: target, fit: how } = preprocessing
  const { height, width, channels } = shape
  const size = how === 'pad' ? paddedSize(shape, target) : target
  const asItIs = size.height === height && size.width === width
  if (channels === 1 && asItIs) {
    const grey = centre(pixels, shape, target, [0])
    return { pixels: target.channels === 1 ? grey : greyToRgb(grey), size: { height, width } }
  }
  const raw = { width, height, channels: channels as 1 | 3 }
  const fitted = await bringTo(sharp(pixels, { raw }), shape, false, preprocessing, 0)
  return { pixels: fitted.pixels, size: { height, width } }
}

/**
 * Brings a decoded picture of `size` to the network's shape; `padding`: the border's median when it is not given. `shows`: whether
 * the background shows through.
 */
async function bringTo(
  image: Sharp,
  size: Size,
  hasAlpha: boolean,
  { shape, color, fit: how, background = white }: Preprocessing,
  padding?: number,
): Promise<{ pixels: Uint8Array; shows: boolean }> {
  const inner = how === 'pad' ? paddedSize(size, shape) : shape
  const { data, shows } = hasAlpha ? await flattened() : { data: await decoded(image), shows: false }
  const found: Shape = { height: inner.height, width: inner.width, channels: shape.channels }
  const fill = padding === undefined ? borderMedian(data, found) : Array(shape.channels).fill(padding)
  return { pixels: centre(data, found, shape, fill), shows }

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

/** sharp throws libvips' messages; anything thrown by this code itself is a bug and goes on. */
function decodeProblem(error: unknown, bytes: Buffer): Problem {
  if (!(error instanceof Error) || error.message.startsWith('Decoded to')) throw error
  const message = error.message.split('\n')[0]!.trim()
  if (/channel limit/i.test(message)) return problem('data.unsupported-picture', multispectral)
  // Loaded as Electron needs it, libvips' own words do not always come through.
  const details = /^unknown error$/i.test(message) ? `${bytes.length} bytes` : message
  return problem('data.unreadable-picture', { reason: faultOf(message, bytes), details })
}

function faultOf(message: string, bytes: Buffer): PictureFault {
  if (/^timeout/i.test(message)) return 'too-slow'
  const saysSo = /premature|truncated|unexpected end|end of (file|stream|data|image)/i.test(message)
  return saysSo || lacksEnd(bytes) ? 'cut-off' : 'damaged'
}

/** The libraries say the same of damaged and of cut-off pictures; a whole PNG ends in its IEND chunk, a JPEG in the marker EOI. */
function lacksEnd(bytes: Buffer): boolean {
  const end = bytes.subarray(-64)
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return !end.includes('IEND')
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return !end.includes(Buffer.of(0xff, 0xd9))
  return false
}
