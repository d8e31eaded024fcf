import type { Shape } from '../../shared/architecture/spec.ts'
import type { Conversion, PictureFault, Preprocessing } from '../../shared/contract/data.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { bringTo } from './bring-to.ts'
import { centre, greyToRgb, paddedSize } from './fit.ts'
import { sharp } from './load-sharp.ts'
import { multispectral, openPicture } from './open-picture.ts'
import { prepareJpeg } from './prepare-jpeg.ts'
import type { Outcome, PictureSource } from './protocol.ts'
import { readAhead } from './read-source.ts'
import type { InTurn } from './turns.ts'

/** When a picture may be decoded, and when by libvips, which can take a gigabyte for one. */
export interface Turns {
  readonly any: InTurn
  readonly large: InTurn
}

const always: InTurn = work => work()

/**
 * A picture as the network sees it: uint8, `preprocessing.shape`; the one way there, for training and prediction. A small file is read at once; the rest is
 * done in its turn.
 */
export async function preparePicture(
  source: PictureSource,
  preprocessing: Preprocessing,
  turns: Turns = { any: always, large: always },
): Promise<Outcome> {
  if (typeof source !== 'string' && 'pixels' in source)
    return turns.any(() => preparePixels(source.pixels, source.shape, preprocessing))
  const read = await readAhead(source)
  return turns.any(async () => {
    const file = await read()
    return file.ok ? prepareBytes(file.value, preprocessing, turns.large) : file
  })
}

async function prepareBytes(bytes: Buffer, preprocessing: Preprocessing, inTurn: InTurn): Promise<Outcome> {
  try {
    const quick = await prepareJpeg(bytes, preprocessing)
    return quick ?? (await inTurn(() => prepareByLibvips(bytes, preprocessing)))
  } catch (error) {
    return { problem: error instanceof Refused ? error.problem : decodeProblem(error, bytes) }
  }
}

/** A file's bytes: turned as EXIF says, transparency on the background, the first frame, 8 bits a channel, grey or sRGB. */
async function prepareByLibvips(bytes: Buffer, preprocessing: Preprocessing): Promise<Outcome> {
  const opened = await openPicture(bytes, preprocessing.shape)
  if (!opened.ok) return opened
  const { image, size, hasAlpha, changes, frames } = opened.value
  const fitted = await bringTo(image, size, hasAlpha, preprocessing)
  const shows: Conversion[] = fitted.shows ? ['transparent'] : []
  const remark = remarkOn([...changes, ...shows], frames)
  return { pixels: fitted.pixels, size, ...(remark && { remark }) }
}

function remarkOn(changes: readonly Conversion[], frames: number): Problem | undefined {
  if (changes.length === 0) return frames > 1 ? problem('data.first-frame', { frames }) : undefined
  return problem('data.converted', { changes: frames > 1 ? [...changes, 'first-frame'] : changes })
}

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
