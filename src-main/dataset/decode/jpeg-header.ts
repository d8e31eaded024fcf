import type { Size } from '../../shared/architecture/spec.ts'
import { exifOrientation } from './exif-orientation.ts'

/** What the header of an ordinary JPEG says. */
export interface JpegHeader {
  readonly size: Size
  /** Its colours are sRGB, or it says nothing of them, which means the same. */
  readonly isSrgb: boolean
}

/**
 * The header of an ordinary JPEG: 8 bits, grey or three colours, upright. Undefined for any other, and for what is damaged, of which libvips is asked;
 * that takes as long as a tenth of decoding a small picture. Markers: ITU-T T.81, B.1.1.3 and B.2.2.
 */
export function ordinaryJpeg(bytes: Buffer): JpegHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  let isSrgb = true
  let exifs = 0
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (isFrame(marker)) {
      const components = bytes[at + 9]
      const isOrdinary = bytes[at + 4] === 8 && (components === 1 || components === 3)
      const size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
      return isOrdinary && size.height > 0 && size.width > 0 ? { size, isSrgb } : undefined
    }
    if (!hasLength(marker)) return undefined
    const segment = bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2))
    if (marker === 0xe1 && begins(segment, 'Exif')) {
      if (++exifs > 1 || exifOrientation(segment.subarray(6)) !== 1) return undefined
    }
    if (marker === 0xe2 && begins(segment, 'ICC_PROFILE')) isSrgb &&= isSrgbProfile(segment)
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

const begins = (segment: Buffer, word: string) => segment.toString('latin1', 0, word.length) === word

/** Sequential and progressive frames in Huffman coding, which libjpeg reads. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xc2

/** Tables and application data, which may come before the frame. */
const hasLength = (marker: number) =>
  marker === 0xc4 ||
  marker === 0xdb ||
  marker === 0xdd ||
  marker === 0xfe ||
  (marker >= 0xe0 && marker <= 0xef)

/** The names of the profiles of sRGB that cameras and programs write; the last is in UTF-16. */
const namesOfSrgb = ['sRGB IEC61966-2.1', 'sRGB built-in', '\0s\0R\0G\0B']

/** Whether a segment holds a whole profile and that is called after sRGB. A profile begins 14 bytes later. (ICC.1:2022, B.4.) */
function isSrgbProfile(segment: Buffer): boolean {
  const [number, count] = [segment[12], segment[13]]
  return number === 1 && count === 1 && namesOfSrgb.some(name => segment.includes(name, 14, 'latin1'))
}
