import type { Size } from '../../shared/architecture/spec.ts'
import type { Preprocessing } from '../../shared/contract/data.ts'
import { bringTo, padded } from './bring-to.ts'
import { paddedSize } from './fit.ts'
import { toGrey } from './grey.ts'
import { ordinaryJpeg } from './jpeg-header.ts'
import { withDecodedJpeg } from './jpeg-turbo.ts'
import type { Side } from './kernel.ts'
import { sharp } from './load-sharp.ts'
import { resample, resampleCost } from './resample.ts'

/** Above it libvips is as fast, which decodes a JPEG at a half, a quarter or an eighth of its size where that is enough. */
const mostPixels = 1 << 20

/** Above it libvips' vector code is as fast, whose every call costs as much as these. */
const mostMultiplications = 3_000_000

/** Scans that a progressive JPEG may have here; a forged one can have so many that it takes for ever. */
const mostScans = 100

/**
 * The shortest way to an ordinary JPEG's pixels: decoded by libjpeg-turbo, which takes a sixth of the time that libvips does, and brought to size here
 * where that is less work than asking libvips. Undefined for all other files, and where anything is wrong with this one.
 */
export async function prepareJpeg(
  bytes: Buffer,
  preprocessing: Preprocessing,
): Promise<{ pixels: Uint8Array; size: Size } | undefined> {
  const header = ordinaryJpeg(bytes)
  if (!header?.isSrgb || header.size.height * header.size.width > mostPixels || hasManyScans(bytes))
    return undefined
  const { size } = header
  const { shape, color, fit } = preprocessing
  const inner = fit === 'pad' ? paddedSize(size, shape) : shape
  const { rows, columns } = sidesOf(size, inner, fit === 'crop')
  const isMixed = rows.scale < 1 !== columns.scale < 1
  if (isMixed || resampleCost(rows, columns) > mostMultiplications) {
    const raw = { ...size, channels: 3 } as const
    return withDecodedJpeg(bytes, size, 3, async rgb => {
      const { pixels } = await bringTo(sharp(rgb, { raw }), size, false, preprocessing)
      return { pixels, size }
    })
  }
  return withDecodedJpeg(bytes, size, 4, decoded => {
    const words = new Int32Array(decoded.buffer, 0, decoded.length / 4)
    const rgb = resample(words, rows, columns)
    return { pixels: padded(color === 'grey' ? toGrey(rgb) : rgb, inner, shape), size }
  })
}

/** How both sides come to their lengths; cropped: with one scale for both, and as much of the middle as is wanted. */
function sidesOf(size: Size, target: Size, isCropped: boolean): { rows: Side; columns: Side } {
  const common = Math.min(size.height / target.height, size.width / target.width)
  const side = (from: number, length: number): Side => {
    const scale = isCropped ? common : from / length
    const whole = Math.max(length, Math.round(from / scale))
    const left = Math.floor((whole - length + 1) / 2)
    return { from, scale, start: (from - whole * scale) / 2 + left * scale, length }
  }
  return { rows: side(size.height, target.height), columns: side(size.width, target.width) }
}

const scanMarker = Buffer.of(0xff, 0xda)

function hasManyScans(bytes: Buffer): boolean {
  let scans = 0
  for (
    let at = bytes.indexOf(scanMarker);
    at >= 0 && scans <= mostScans;
    at = bytes.indexOf(scanMarker, at + 2)
  )
    scans++
  return scans > mostScans
}
