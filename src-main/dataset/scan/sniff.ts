import type { FileContent } from '../../shared/contract/data.ts'

type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'avif' | 'bmp' | 'heic' | 'svg' | 'pnm'

/** What a file's first bytes say that it is; its name plays no part. */
export type Content =
  | { readonly kind: 'picture'; readonly format: PictureFormat }
  /** A picture of a kind that cannot be decoded here; `format`: its name for people. */
  | { readonly kind: 'unsupported'; readonly format: string }
  | { readonly kind: 'other'; readonly found: FileContent }

/** As many bytes as `sniff` looks at. */
export const sniffLength = 1024

const picture = (format: PictureFormat): Content => ({ kind: 'picture', format })
const unsupported = (format: string): Content => ({ kind: 'unsupported', format })
const other = (found: FileContent): Content => ({ kind: 'other', found })

/** Signatures in Latin-1 at an offset; the first that fits wins. */
const signatures: readonly (readonly [offset: number, bytes: string, content: Content])[] = [
  [0, '\xff\xd8\xff', picture('jpeg')],
  [0, '\x89PNG\r\n\x1a\n', picture('png')],
  [0, 'GIF8', picture('gif')],
  [8, 'WEBP', picture('webp')],
  [0, 'II*\0', picture('tiff')],
  [0, 'MM\0*', picture('tiff')],
  [0, 'II+\0', picture('tiff')],
  [0, 'MM\0+', picture('tiff')],
  [4, 'ftypavif', picture('avif')],
  [4, 'ftypavis', picture('avif')],
  [4, 'ftypheic', picture('heic')],
  [4, 'ftypheix', picture('heic')],
  [4, 'ftyphevc', picture('heic')],
  [4, 'ftypmif1', picture('heic')],
  [4, 'ftypmsf1', picture('heic')],
  [4, 'ftyphevx', picture('heic')],
  [4, 'ftypheim', picture('heic')],
  [4, 'ftypheis', picture('heic')],
  [4, 'ftypcrx ', unsupported('Canon RAW')],
  [0, '\0\0\0\x0cJXL ', unsupported('JPEG XL')],
  [0, '\xff\x0a', unsupported('JPEG XL')],
  [0, '\0\0\0\x0cjP  ', unsupported('JPEG 2000')],
  [0, '8BPS', unsupported('Photoshop')],
  [0, '\0\0\x01\0', unsupported('ICO')],
  [0, '%PDF', other('pdf')],
  [0, 'PK\x03\x04', other('archive')],
  [0, 'PK\x05\x06', other('archive')],
  [0, '\x1f\x8b', other('archive')],
  [0, 'BZh', other('archive')],
  [0, '\xfd7zXZ', other('archive')],
  [0, '7z\xbc\xaf', other('archive')],
  [0, 'Rar!', other('archive')],
  [257, 'ustar', other('archive')],
  [0, '\0\0\x08\x01', other('idx')],
  [0, '\0\0\x08\x03', other('idx')],
  [4, 'ftyp', other('video')],
  [0, '\x1a\x45\xdf\xa3', other('video')],
  [8, 'AVI ', other('video')],
  [8, 'WAVE', other('sound')],
  [0, 'ID3', other('sound')],
  [0, 'OggS', other('sound')],
  [0, 'fLaC', other('sound')],
  [0, '\x7fELF', other('program')],
  [0, 'MZ', other('program')],
]

/** The kind, width and height, with comments between them. */
const pnm = /^P[1-6](\s+(#[^\n]*)?)+\d+(\s+(#[^\n]*)?)+\d/

/** Tells a file's content from its first `sniffLength` bytes (fewer when it is shorter). */
export function sniff(start: Uint8Array): Content {
  if (start.length === 0) return other('empty')
  const latin = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, sniffLength)).toString(
    'latin1',
  )
  // A general box whose list of kinds says that the picture in it is an AVIF.
  if (/^.{4}ftypm[is]f1/s.test(latin) && latin.slice(16, latin.charCodeAt(3)).includes('avif'))
    return picture('avif')
  for (const [offset, bytes, content] of signatures) if (latin.startsWith(bytes, offset)) return content
  // Two letters alone would take a text that begins with "BM": the four reserved bytes are zero in a picture.
  if (pnm.test(latin)) return picture('pnm')
  if (latin.startsWith('BM') && latin.startsWith('\0\0\0\0', 6)) return picture('bmp')
  if (!isText(start)) return other('unknown')
  if (/<svg[\s>]/i.test(latin)) return picture('svg')
  return other(/^\W*<(!doctype html|html|head|body)/i.test(latin) ? 'web-page' : 'text')
}

/** No control characters besides the spaces, or a byte-order mark. */
function isText(start: Uint8Array): boolean {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return true
  return start.subarray(0, sniffLength).every(byte => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
}
