import type { Sharp, SharpOptions } from 'sharp'
import type { Shape, Size } from '../../shared/architecture/spec.ts'
import { assertNever } from '../../shared/assert-never.ts'
import type { PictureFault, Preprocessing, Rgb } from '../../shared/contract/data.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { sniff } from '../scan/sniff.ts'
import { decodeBmp } from './bmp.ts'
import { borderMedian, centre, greyToRgb, paddedSize } from './fit.ts'
import { sharp } from './load-sharp.ts'
import type { Outcome, PictureSource } from './protocol.ts'
import { readSource } from './read-source.ts'

/** libvips' own limit, 0x3fff squared; a picture above it is told from its header and not decoded. */
const pixelLimit = 0x3fff ** 2

const secondsLimit = 60

/** A picture as the network sees it: uint8, `preprocessing.shape`; the one way there, for training and prediction. */
export async function preparePicture(source: PictureSource, preprocessing: Preprocessing): Promise<Outcome> {
  if (typeof source !== 'string' && 'pixels' in source)
    return preparePixels(source.pixels, source.shape, preprocessing)
  const file = await readSource(source)
  return file.ok ? prepareBytes(file.value, preprocessing) : file
}

/** A file's bytes: turned as EXIF says, transparency on white, the first frame, 8 bits a channel, grey or sRGB. */
async function prepareBytes(bytes: Buffer, preprocessing: Preprocessing): Promise<Outcome> {
  const content = sniff(bytes)
  if (content.kind === 'other') return { problem: problem('data.not-a-picture', { found: content.found }) }
  if (content.kind === 'unsupported')
    return { problem: problem('data.unsupported-picture', { format: content.format }) }
  if (content.format === 'bmp') {
    const bitmap = decodeBmp(bytes, pixelLimit)
    return bitmap.ok ? preparePixels(bitmap.value.pixels, bitmap.value.shape, preprocessing, true) : bitmap
  }
  try {
    const { autoOrient, pages = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    const size = { height: autoOrient.height, width: autoOrient.width }
    const tooLarge = checkSize(size)
    if (tooLarge) return { problem: tooLarge }
    const image = sharp(bytes, { ...strict, limitInputPixels: pixelLimit }).autoOrient()
    const pixels = await bringTo(image, size, preprocessing)
    return pages > 1
      ? { pixels, size, remark: problem('data.first-frame', { frames: pages }) }
      : { pixels, size }
  } catch (error) {
    return { problem: decodeProblem(error, bytes) }
  }
}

const white: Rgb = [255, 255, 255]

/** Cut-off and damaged pictures are refused; oddities in metadata are not. */
const strict: SharpOptions = { failOn: 'error' }

/** Pixels in hand. `ground`: pad with the median of the border instead of with 0, as IDX pictures and the papers have it. */
async function preparePixels(
  pixels: Uint8Array,
  shape: Shape,
  preprocessing: Preprocessing,
  ground = false,
): Promise<Outcome> {
  const { shape: target, fit: how } = preprocessing
  const { height, width, channels } = shape
  const size = how === 'pad' ? paddedSize(shape, target) : target
  const asItIs = size.height === shape.height && size.width === shape.width
  if (shape.channels === 1 && asItIs) {
    const grey = centre(pixels, shape, target, ground ? borderMedian(pixels, shape) : [0])
    return { pixels: target.channels === 1 ? grey : greyToRgb(grey), size: { height, width } }
  }
  const raw = { width, height, channels: channels as 1 | 3 }
  const fitted = await bringTo(sharp(pixels, { raw }), shape, preprocessing, ground ? undefined : 0)
  return { pixels: fitted, size: { height, width } }
}

/** Brings a decoded picture of `size` to the network's shape; `padding`: the border's median when it is not given. */
async function bringTo(
  image: Sharp,
  size: Size,
  { shape, color, fit: how, background: [r, g, b] = white }: Preprocessing,
  padding?: number,
) {
  const inner = how === 'pad' ? paddedSize(size, shape) : shape
  const { data, info } = await resize(image.flatten({ background: { r, g, b } }))
    .toColourspace(color === 'grey' ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .timeout({ seconds: secondsLimit })
    .toBuffer({ resolveWithObject: true })
  const found: Shape = { height: info.height, width: info.width, channels: info.channels }
  if (found.height !== inner.height || found.width !== inner.width || found.channels !== shape.channels)
    throw new Error(`Decoded to ${JSON.stringify(found)} instead of ${JSON.stringify({ ...inner, color })}`)
  const fill = padding === undefined ? borderMedian(data, found) : Array(shape.channels).fill(padding)
  return centre(data, found, shape, fill)

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

function checkSize({ width, height }: Size): Problem | undefined {
  if (width * height <= pixelLimit) return undefined
  return problem('data.too-large', { width, height, limit: Math.round(pixelLimit / 1e6) })
}

/** sharp throws libvips' messages; anything thrown by this code itself is a bug and goes on. */
function decodeProblem(error: unknown, bytes: Buffer): Problem {
  if (!(error instanceof Error) || error.message.startsWith('Decoded to')) throw error
  const message = error.message.split('\n')[0]!.trim()
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
