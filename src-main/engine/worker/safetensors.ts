import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

/** Float32 values, row by row. */
export interface StoredTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly metadata: Readonly<Record<string, string>>
}

interface CheckedTensorFile extends TensorFile {
  /** It has a checksum, which is right. */
  readonly isChecked: boolean
}

const lengthBytes = 8
const noChecksum = '00000000'
/** More than any network's names take; a larger length is that of a damaged file. */
const mostHeaderBytes = 100_000_000
/** Read at once where the values are not kept. */
const partBytes = 4 * 2 ** 20

/**
 * The format of huggingface/safetensors: the header's length (8 bytes, little-endian), a JSON header, the values. In parts, to be
 * written one after the other; the values are not copied. The metadata's `checksum` is the CRC-32 of the whole file with the eight
 * hexadecimal digits of the checksum itself written as zeros.
 */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: { checksum: noChecksum, ...metadata } }
  let offset = 0
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] }
    offset += values.byteLength
  }
  const json = Buffer.from(JSON.stringify(header))
  // Spaces up to a multiple of 8, so that the values are aligned.
  const padded = Buffer.alloc(Math.ceil(json.length / 8) * 8, ' ')
  json.copy(padded)
  const length = Buffer.alloc(lengthBytes)
  length.writeBigUInt64LE(BigInt(padded.length))
  const parts = [length, padded, ...[...tensors.values()].map(({ values }) => bytesOf(values))]
  const checksum = parts.reduce((sum, part) => crc32(part, sum), 0)
  writeChecksum(padded, noChecksum, hexadecimal(checksum))
  return parts
}

/** Reads a whole file; throws `MalformedTensors` saying what was found where it is not one, is cut short or was altered. */
export async function readTensors(path: string): Promise<CheckedTensorFile> {
  const tensors = new Map<string, StoredTensor>()
  const checked = await readEach(path, async (file, { name, shape, position, bytes }, sum) => {
    const values = new Float32Array(bytes / 4)
    tensors.set(name, { shape, values })
    return crc32(await read(file, bytesOf(values), position), sum)
  })
  return { ...checked, tensors }
}

/** As `readTensors`, but nothing is kept of the values. */
export async function checkTensors(path: string): Promise<void> {
  const part = Buffer.alloc(partBytes)
  await readEach(path, async (file, { position, bytes }, before) => {
    let sum = before
    for (let done = 0; done < bytes; done += partBytes) {
      const room = part.subarray(0, Math.min(partBytes, bytes - done))
      sum = crc32(await read(file, room, position + done), sum)
    }
    return sum
  })
}

interface Place {
  readonly name: string
  readonly shape: readonly number[]
  /** In the file. */
  readonly position: number
  readonly bytes: number
}

/** Hands on every tensor's place in the order of the file; `take` reads it and answers the checksum with it. */
async function readEach(
  path: string,
  take: (file: FileHandle, place: Place, sum: number) => Promise<number>,
): Promise<Omit<CheckedTensorFile, 'tensors'>> {
  const file = await open(path)
  try {
    return await readOpen(file, (place, sum) => take(file, place, sum))
  } finally {
    await file.close()
  }
}

async function readOpen(
  file: FileHandle,
  take: (place: Place, sum: number) => Promise<number>,
): Promise<Omit<CheckedTensorFile, 'tensors'>> {
  const { size } = await file.stat()
  const length = await read(file, Buffer.alloc(lengthBytes), 0)
  const start = lengthBytes + Number(length.readBigUInt64LE())
  if (start > size || start > mostHeaderBytes) throw new MalformedTensors(`${size} B < ${start} B`)
  const header = await read(file, Buffer.alloc(start - lengthBytes), lengthBytes)
  const { __metadata__, ...entries } = parseHeader(header.toString())
  const { checksum, ...metadata } = parseMetadata(__metadata__ ?? {})
  if (checksum !== undefined) writeChecksum(header, checksum, noChecksum)

  let end = 0
  let sum = crc32(header, crc32(length))
  const inOrder = Object.entries(entries)
    .map(([name, entry]) => ({ name, ...parseEntry(name, entry) }))
    .sort((one, other) => one.begin - other.begin || one.bytes - other.bytes)
  for (const { name, shape, begin, bytes } of inOrder) {
    if (begin !== end) throw new MalformedTensors(`${name}: ${begin} ≠ ${end}`)
    end += bytes
    if (start + end > size) throw new MalformedTensors(`${size} B < ${start + end} B`)
    sum = await take({ name, shape, position: start + begin, bytes }, sum)
  }
  if (start + end !== size) throw new MalformedTensors(`${size} B ≠ ${start + end} B`)
  if (checksum !== undefined && hexadecimal(sum) !== checksum) {
    throw new MalformedTensors(`CRC-32 ${hexadecimal(sum)} ≠ ${checksum}`)
  }
  return { metadata, isChecked: checksum !== undefined }
}

/** The message is what was found, in symbols rather than in words. */
export class MalformedTensors extends Error {}

async function read<T extends Uint8Array>(file: FileHandle, into: T, position: number): Promise<T> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done)
    if (bytesRead === 0) throw new MalformedTensors(`${position + done} B < ${position + into.length} B`)
    done += bytesRead
  }
  return into
}

function parseHeader(json: string): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(json)
    if (isRecord(header)) return header
  } catch {
    // Told below.
  }
  throw new MalformedTensors(`${json.slice(0, 20)}…`)
}

function parseMetadata(metadata: unknown): Record<string, string> {
  if (!isRecord(metadata)) throw new MalformedTensors('__metadata__')
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)]))
}

function parseEntry(name: string, entry: unknown) {
  if (!isRecord(entry)) throw new MalformedTensors(name)
  const { dtype, shape, data_offsets: offsets } = entry
  if (dtype !== 'F32') throw new MalformedTensors(`${name}: ${String(dtype)}`)
  if (!isLengths(shape) || !isLengths(offsets)) throw new MalformedTensors(name)
  const [begin = 0, end = 0] = offsets
  const bytes = shape.reduce((product, length) => product * length, 4)
  if (end - begin !== bytes) throw new MalformedTensors(`${name}: ${end - begin} B ≠ ${bytes} B`)
  return { shape, begin, bytes }
}

function writeChecksum(header: Buffer, from: string, to: string): void {
  const key = '"checksum":"'
  const place = header.indexOf(`${key}${from}"`)
  if (place >= 0 && to.length === from.length) header.write(to, place + key.length, 'latin1')
}

const hexadecimal = (checksum: number) => checksum.toString(16).padStart(noChecksum.length, '0')

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isLengths = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(length => Number.isSafeInteger(length) && length >= 0)
