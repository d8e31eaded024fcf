/** Float32 values, row by row. */
export interface StoredTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly metadata: Readonly<Record<string, string>>
}

const lengthBytes = 8

/** The format of huggingface/safetensors: the header's length (8 bytes, little-endian), a JSON header, the values. In parts, to be written one after the other. */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: metadata }
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
  return [length, padded, ...[...tensors.values()].map(({ values }) => bytesOf(values))]
}

/** Reads a whole file; throws `MalformedTensors` saying what was found where it is not one. */
export function decodeTensors(file: Uint8Array): TensorFile {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  if (bytes.length < lengthBytes) throw new MalformedTensors(`${bytes.length} B`)
  const headerLength = Number(bytes.readBigUInt64LE())
  const start = lengthBytes + headerLength
  if (start > bytes.length) throw new MalformedTensors(`${bytes.length} B < ${start} B`)
  const { __metadata__: metadata = {}, ...entries } = parseHeader(bytes.toString('utf8', lengthBytes, start))
  const tensors = new Map<string, StoredTensor>()
  for (const [name, entry] of Object.entries(entries))
    tensors.set(name, readTensor(bytes, start, name, entry))
  return { tensors, metadata: parseMetadata(metadata) }
}

/** The message is what was found, in symbols rather than in words. */
export class MalformedTensors extends Error {}

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

function readTensor(bytes: Buffer, start: number, name: string, entry: unknown): StoredTensor {
  if (!isRecord(entry)) throw new MalformedTensors(name)
  const { dtype, shape, data_offsets: offsets } = entry
  if (dtype !== 'F32') throw new MalformedTensors(`${name}: ${String(dtype)}`)
  if (!isLengths(shape) || !isLengths(offsets)) throw new MalformedTensors(name)
  const [begin = 0, end = 0] = offsets
  const size = shape.reduce((product, length) => product * length, 4)
  if (end - begin !== size) throw new MalformedTensors(`${name}: ${end - begin} B ≠ ${size} B`)
  if (start + end > bytes.length) throw new MalformedTensors(`${bytes.length} B < ${start + end} B`)
  // Copied, since the values need not be aligned in a file of another writer.
  const values = new Float32Array(size / 4)
  bytesOf(values).set(bytes.subarray(start + begin, start + end))
  return { shape, values }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isLengths = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(length => Number.isSafeInteger(length) && length >= 0)
