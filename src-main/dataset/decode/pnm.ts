import { failure, type Result, success } from '../../shared/result.ts'
import type { PixelsInHand } from './protocol.ts'

/**
 * Decodes a picture of the Netpbm family: bits, grey or colour, in text (P1 to P3) or bytes (P4 to P6), up to 16 bits a value. (Jef
 * Poskanzer, "pbm", "pgm" and "ppm" format descriptions.) libvips' npm build reads none.
 */
export function decodePnm(bytes: Buffer, pixelLimit: number): Result<PixelsInHand & { deep: boolean }> {
  const kind = bytes[1]! - 0x30
  const isText = kind < 4
  const isBits = kind === 1 || kind === 4
  const channels = kind === 3 || kind === 6 ? 3 : 1
  let at = 2
  const width = nextNumber()
  const height = nextNumber()
  const highest = isBits ? 1 : nextNumber()
  if (!(width > 0 && height > 0 && highest > 0 && highest < 65_536)) return unreadable('damaged')
  if (width * height > pixelLimit)
    return failure('data.too-large', { width, height, limit: Math.round(pixelLimit / 1e6) })
  const pixels = new Uint8Array(width * height * channels)
  at++ // one white space ends the header
  const done = isText ? readText() : isBits ? readBits() : readBytes()
  if (!done) return unreadable('cut-off')
  return success({ pixels, shape: { height, width, channels }, deep: highest > 255 })

  function unreadable(reason: 'damaged' | 'cut-off') {
    return failure('data.unreadable-picture', { reason, details: `PNM, ${bytes.length} bytes` })
  }

  /** NaN where there is none. Comments go from # to the end of their line. */
  function nextNumber(): number {
    for (; at < bytes.length && !isDigit(bytes[at]!); at++) {
      if (bytes[at] === 0x23) while (at < bytes.length && bytes[at] !== 0x0a) at++
    }
    if (at >= bytes.length) return Number.NaN
    let value = 0
    for (; at < bytes.length && isDigit(bytes[at]!) && value < 2 ** 31; at++)
      value = 10 * value + bytes[at]! - 0x30
    return value
  }

  function readText(): boolean {
    at--
    for (let index = 0; index < pixels.length; index++) {
      const value = isBits ? nextBit() : nextNumber()
      if (Number.isNaN(value)) return false
      pixels[index] = isBits ? 255 * (1 - value) : level(value)
    }
    return true
  }

  /** Bits in text need nothing between them. */
  function nextBit(): number {
    while (at < bytes.length && bytes[at] !== 0x30 && bytes[at] !== 0x31) at++
    return at < bytes.length ? bytes[at++]! - 0x30 : Number.NaN
  }

  /** Eight a byte, the highest first; a row begins with a byte. One is black. */
  function readBits(): boolean {
    const rowLength = Math.ceil(width / 8)
    if (at + rowLength * height > bytes.length) return false
    for (let index = 0; index < pixels.length; index++) {
      const column = index % width
      const byte = bytes[at + Math.floor(index / width) * rowLength + (column >> 3)]!
      pixels[index] = (byte >> (7 - (column & 7))) & 1 ? 0 : 255
    }
    return true
  }

  function readBytes(): boolean {
    const step = highest > 255 ? 2 : 1
    if (at + step * pixels.length > bytes.length) return false
    for (let index = 0; index < pixels.length; index++)
      pixels[index] = level(step === 1 ? bytes[at + index]! : bytes.readUInt16BE(at + 2 * index))
    return true
  }

  function level(value: number): number {
    return Math.round((Math.min(value, highest) * 255) / highest)
  }
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39
