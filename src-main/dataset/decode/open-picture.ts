import type { Metadata, Sharp, SharpOptions } from 'sharp'
import type { Shape, Size } from '../../shared/architecture/spec.ts'
import type { Conversion } from '../../shared/contract/data.ts'
import { failure, problem, type Result, success } from '../../shared/result.ts'
import { sniff } from '../scan/sniff.ts'
import { decodeBmp } from './bmp.ts'
import { decodeHeic } from './heic.ts'
import { ordinaryJpeg } from './jpeg-header.ts'
import { sharp } from './load-sharp.ts'
import { decodePnm } from './pnm.ts'

/** A picture that is about to be decoded, upright. */
export interface OpenedPicture {
  readonly image: Sharp
  readonly size: Size
  readonly hasAlpha: boolean
  readonly changes: readonly Conversion[]
  /** Several, of which the first is taken. */
  readonly frames: number
}

/** libvips' own limit, 0x3fff squared; a picture above it is told from its header and not decoded. */
const pixelLimit = 0x3fff ** 2

/** Cut-off and damaged pictures are refused; oddities in metadata are not. */
const strict: SharpOptions = { failOn: 'error' }

/** Opens a file's bytes by what they are; `target`: the size that drawings are drawn for. Throws what libvips says of damaged ones. */
export async function openPicture(bytes: Buffer, target: Size): Promise<Result<OpenedPicture>> {
  const content = sniff(bytes)
  if (content.kind === 'other') return failure('data.not-a-picture', { found: content.found })
  if (content.kind === 'unsupported') return failure('data.unsupported-picture', { format: content.format })
  switch (content.format) {
    case 'bmp': {
      const bitmap = decodeBmp(bytes, pixelLimit)
      return bitmap.ok ? success(inHand(bitmap.value.pixels, bitmap.value.shape)) : bitmap
    }
    case 'pnm': {
      const map = decodePnm(bytes, pixelLimit)
      if (!map.ok) return map
      return success(inHand(map.value.pixels, map.value.shape, { changes: map.value.deep ? ['16-bit'] : [] }))
    }
    case 'heic': {
      const photo = await decodeHeic(bytes, pixelLimit)
      return photo.ok ? success(inHand(photo.value.pixels, photo.value.shape, photo.value)) : photo
    }
    default:
      return openFile(bytes, content.format === 'svg' ? target : null)
  }
}

function inHand(
  pixels: Uint8Array,
  { height, width, channels }: Shape,
  { changes = [], frames = 1 }: { changes?: readonly Conversion[]; frames?: number } = {},
): OpenedPicture {
  const image = sharp(pixels, {
    raw: { width, height, channels: channels as 1 | 3 | 4 },
    limitInputPixels: false,
  })
  return { image, size: { height, width }, hasAlpha: channels === 4, changes, frames }
}

async function openFile(bytes: Buffer, drawnFor: Size | null): Promise<Result<OpenedPicture>> {
  const plain = ordinaryJpeg(bytes)?.size
  if (plain && plain.width * plain.height <= pixelLimit)
    return success({ image: sharp(bytes, strict), size: plain, hasAlpha: false, changes: [], frames: 1 })
  const found = await sharp(bytes, { limitInputPixels: false }).metadata()
  const size = { height: found.autoOrient.height, width: found.autoOrient.width }
  if (found.depth === 'float' || found.depth === 'double')
    return failure('data.unsupported-picture', { format: 'TIFF (floating point)' })
  if (found.channels > 4) return failure('data.unsupported-picture', multispectral)
  const scale = drawnFor ? Math.max(drawnFor.height / size.height, drawnFor.width / size.width) : 1
  const density = Math.max(1, Math.min(100_000, 72 * scale))
  const pixels = size.width * size.height * (drawnFor ? (density / 72) ** 2 : 1)
  if (pixels > pixelLimit)
    return { ok: false, problem: problem('data.too-large', { ...size, limit: Math.round(pixelLimit / 1e6) }) }
  const options = { ...strict, limitInputPixels: pixelLimit, ...(drawnFor && { density }) }
  return success({
    image: sharp(bytes, options).autoOrient(),
    size,
    hasAlpha: found.hasAlpha && drawnFor === null,
    changes: changesOf(found),
    frames: found.pages ?? 1,
  })
}

/** With more channels than any colour space has, as microscopes and satellites store them. */
export const multispectral = { format: 'TIFF (multispectral)' } as const

function changesOf({ orientation = 1, space, depth }: Metadata): Conversion[] {
  const changes: Conversion[] = []
  if (orientation > 1) changes.push('turned')
  if (space === 'cmyk') changes.push('cmyk')
  if (depth === 'ushort') changes.push('16-bit')
  return changes
}
