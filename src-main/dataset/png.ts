import { promisify } from 'node:util'
import { crc32, deflate, deflateSync, type ZlibOptions } from 'node:zlib'
import type { Shape } from '../shared/architecture/spec.ts'

const deflateAside: (data: Buffer, options: ZlibOptions) => Promise<Buffer> = promisify(deflate)

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Colour types of the PNG specification by number of channels. */
const colorTypes: Readonly<Record<number, number>> = { 1: 0, 3: 2 }

/** A PNG file (8 bits a channel, grey or RGB) of uint8 pixels, height x width x channels. (W3C, PNG third edition.) */
export function encodePng(pixels: Uint8Array, shape: Shape): Uint8Array {
  return assemble(shape, deflateSync(filteredRows(pixels, shape)))
}

/** The same, compressed away from this thread and less tightly: for many pictures that are looked at once. */
export async function encodePngAside(pixels: Uint8Array, shape: Shape): Promise<Uint8Array> {
  return assemble(shape, await deflateAside(filteredRows(pixels, shape), { level: 1 }))
}

function filteredRows(pixels: Uint8Array, { height, width, channels }: Shape): Buffer {
  if (pixels.length !== height * width * channels)
    throw new Error(`No picture of ${height} x ${width} x ${channels} has ${pixels.length} values`)
  const rowLength = width * channels
  const rows = Buffer.alloc(height * (rowLength + 1)) // each row begins with its filter: 0, none
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * rowLength, (row + 1) * rowLength), row * (rowLength + 1) + 1)
  return rows
}

function assemble({ height, width, channels }: Shape, compressed: Buffer): Uint8Array {
  const colorType = colorTypes[channels]
  if (colorType === undefined) throw new Error(`No PNG has ${channels} channels here`)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colorType], 8)
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', compressed), pngChunk('IEND')])
}

/** A chunk of a PNG file: length, type, data, checksum. */
export function pngChunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const framed = Buffer.alloc(12 + data.length)
  framed.writeUInt32BE(data.length, 0)
  framed.write(type, 4, 'latin1')
  framed.set(data, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length)
  return framed
}
