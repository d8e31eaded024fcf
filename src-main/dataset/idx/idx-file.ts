import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { IdxFault } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'

export interface IdxPictures {
  readonly count: number
  readonly height: number
  readonly width: number
  /** Each picture's grey levels, row by row. */
  readonly pictures: AsyncIterable<Uint8Array>
}

const imagesMagic = 0x0803
const labelsMagic = 0x0801

/** Whether a file holds IDX pictures (three dimensions of bytes) or labels (one), also gzipped; null: neither, or not to be read. */
export async function idxKind(path: string): Promise<'images' | 'labels' | null> {
  const reader = new ByteReader(path)
  try {
    const magic = (await reader.take(4)).readUInt32BE(0)
    return magic === imagesMagic ? 'images' : magic === labelsMagic ? 'labels' : null
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  } finally {
    await reader.close()
  }
}

/** Opens a file of pictures; its stream is read once. Throws `Refused` with `data.idx-invalid`, also while it is read. */
export async function openIdxPictures(path: string): Promise<IdxPictures> {
  const reader = new ByteReader(path)
  const header = await reader.take(16)
  const [count, height, width] = [header.readUInt32BE(4), header.readUInt32BE(8), header.readUInt32BE(12)]
  const sane = header.readUInt32BE(0) === imagesMagic && height > 0 && width > 0 && height * width <= 2 ** 24
  if (!sane) throw invalid(path, { kind: 'header', found: header.toString('hex') })
  return { count, height, width, pictures: pictures() }

  async function* pictures() {
    const size = height * width
    try {
      for (let index = 0; index < count; index++) yield await reader.take(size, 16 + count * size)
    } finally {
      await reader.close()
    }
  }
}

/** All labels of a file, one byte each. Throws `Refused` with `data.idx-invalid`. */
export async function readIdxLabels(path: string): Promise<Uint8Array> {
  const reader = new ByteReader(path)
  const header = await reader.take(8)
  if (header.readUInt32BE(0) !== labelsMagic)
    throw invalid(path, { kind: 'header', found: header.toString('hex') })
  const count = header.readUInt32BE(4)
  const labels: Buffer[] = []
  for (let left = count; left > 0; left -= labels.at(-1)!.length)
    labels.push(await reader.take(Math.min(left, 65_536), 8 + count))
  await reader.close()
  return Buffer.concat(labels)
}

const invalid = (path: string, fault: IdxFault) => new Refused(problem('data.idx-invalid', { path, fault }))

/** Bytes of a file in order, decompressed when it is gzipped; holds one chunk at a time. */
class ByteReader {
  readonly #path: string
  #chunks: AsyncIterator<Buffer> | undefined
  #rest: Buffer = Buffer.alloc(0)
  #read = 0

  constructor(path: string) {
    this.#path = path
  }

  /** The next `length` bytes, a copy; `whole`: how long the file should be, for the message when it is not. */
  async take(length: number, whole = length): Promise<Buffer> {
    const taken = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      if (this.#rest.length === 0) this.#rest = await this.#next(whole, filled)
      const part = this.#rest.subarray(0, length - filled)
      part.copy(taken, filled)
      filled += part.length
      this.#rest = this.#rest.subarray(part.length)
    }
    this.#read += length
    return taken
  }

  async close(): Promise<void> {
    await this.#chunks?.return?.()
  }

  async #next(whole: number, filled: number): Promise<Buffer> {
    try {
      this.#chunks ??= (await bytesOf(this.#path))[Symbol.asyncIterator]()
      const { done, value } = await this.#chunks.next()
      if (!done) return value
    } catch (error) {
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
        throw invalid(this.#path, { kind: 'damaged', details: error.message })
      throw new Refused(readProblem(error, this.#path))
    }
    throw invalid(this.#path, { kind: 'cut-off', expected: whole, found: this.#read + filled })
  }
}

async function bytesOf(path: string): Promise<AsyncIterable<Buffer>> {
  const handle = await open(path)
  const start = Buffer.alloc(2)
  await handle.read(start, 0, 2, 0)
  await handle.close()
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  // `pipeline` hands an error of either stream to the one that is read, and closes the file when reading stops.
  const isGzip = start[0] === 0x1f && start[1] === 0x8b
  return pipeline(file, isGzip ? createGunzip({ chunkSize: 1 << 18 }) : new PassThrough(), () => {})
}
