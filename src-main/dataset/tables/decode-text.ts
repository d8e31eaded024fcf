import { isUtf8 } from 'node:buffer'

/** A text's characters: UTF-8 or UTF-16 where it says so or is valid UTF-8, else GB18030, as Excel saves Chinese tables. */
export function decodeText(bytes: Buffer): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  return new TextDecoder(utf16 ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030')).decode(bytes)
}
