import type { Size } from '../../shared/architecture/spec.ts'

/**
 * The size of an ordinary JPEG: 8 bits, grey or three colours, no EXIF that could turn it. Undefined for any other, and for what is damaged, of which
 * libvips is asked; that takes as long as a tenth of decoding a small picture. Markers: ITU-T T.81, B.1.1.3 and B.2.2.
 */
export function ordinaryJpegSize(bytes: Buffer): Size | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!
    if (marker === 0xe1 && bytes.toString('latin1', at + 4, at + 8) === 'Exif') return undefined
    if (isFrame(marker)) {
      const components = bytes[at + 9]
      const isOrdinary = bytes[at + 4] === 8 && (components === 1 || components === 3)
      const size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
      return isOrdinary && size.height > 0 && size.width > 0 ? size : undefined
    }
    if (!hasLength(marker)) return undefined
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

/** Sequential and progressive frames in Huffman coding, which libjpeg reads. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xc2

/** Tables and application data, which may come before the frame. */
const hasLength = (marker: number) =>
  marker === 0xc4 ||
  marker === 0xdb ||
  marker === 0xdd ||
  marker === 0xfe ||
  (marker >= 0xe0 && marker <= 0xef)
