import type { Shape } from '../../shared/architecture/spec.ts'
import { failure, type Result, success } from '../../shared/result.ts'

interface Bitmap {
  readonly pixels: Uint8Array
  readonly shape: Shape
}

/**
 * Decodes an uncompressed Windows bitmap of 1, 4, 8, 24 or 32 bits a pixel to RGB; libvips reads none, and Windows' own
 * Paint writes them. (Microsoft, "Bitmap storage": rows end on 4 bytes, the lowest first unless the height is negative.)
 */
export function decodeBmp(bytes: Buffer, pixelLimit: number): Result<Bitmap> {
  if (bytes.length < 54) return cutOff(bytes)
  const start = bytes.readUInt32LE(10)
  const headerLength = bytes.readUInt32LE(14)
  const width = bytes.readInt32LE(18)
  const height = Math.abs(bytes.readInt32LE(22))
  const bits = bytes.readUInt16LE(28)
  const compression = bytes.readUInt32LE(30)
  // 3 with 32 bits: masks, which are the plain order of bytes in every program's output.
  const plain = compression === 0 || (compression === 3 && bits === 32)
  if (headerLength < 40 || !plain || ![1, 4, 8, 24, 32].includes(bits))
    return failure('data.unsupported-picture', { format: 'BMP (compressed)' })
  if (width <= 0 || height === 0)
    return failure('data.unreadable-picture', { reason: 'damaged', details: `BMP ${width} x ${height}` })
  if (width * height > pixelLimit)
    return failure('data.too-large', { width, height, limit: Math.round(pixelLimit / 1e6) })
  const rowLength = Math.ceil((width * bits) / 32) * 4
  if (start + rowLength * height > bytes.length) return cutOff(bytes)

  const topDown = bytes.readInt32LE(22) < 0
  const palette = 14 + headerLength
  const pixels = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    const line = start + (topDown ? row : height - 1 - row) * rowLength
    for (let column = 0; column < width; column++) {
      const at = bits >= 24 ? line + (column * bits) / 8 : palette + 4 * paletteIndex(line, column)
      const to = (row * width + column) * 3
      pixels[to] = bytes[at + 2] ?? 0
      pixels[to + 1] = bytes[at + 1] ?? 0
      pixels[to + 2] = bytes[at] ?? 0
    }
  }
  return success({ pixels, shape: { height, width, channels: 3 } })

  function paletteIndex(line: number, column: number): number {
    const bit = column * bits
    return (bytes[line + (bit >> 3)]! >> (8 - bits - (bit & 7))) & ((1 << bits) - 1)
  }
}

const cutOff = (bytes: Buffer) =>
  failure('data.unreadable-picture', { reason: 'cut-off', details: `BMP, ${bytes.length} bytes` })
