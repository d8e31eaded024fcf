import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { TableFault } from '../../shared/contract/data.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import type { TreeFile } from '../scan/tree.ts'

/** A data file's bytes in order, decompressed when it is gzipped; holds one chunk at a time. */
export class ByteReader {
  readonly #file: TreeFile
  readonly #invalid: (fault: TableFault) => Refused
  readonly #chunks: AsyncGenerator<Buffer>
  #rest: Buffer = Buffer.alloc(0)
  #read = 0

  constructor(file: TreeFile, invalid: (fault: TableFault) => Refused) {
    this.#file = file
    this.#invalid = invalid
    this.#chunks = unzipped(file)
  }

  /** The next `length` bytes, a copy; `whole`: how long the file should be, for the message when it is not. */
  async take(length: number, whole = length): Promise<Buffer> {
    const taken = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      if (this.#rest.length === 0) {
        const next = await this.#next()
        if (!next) throw this.#invalid({ kind: 'cut-off', expected: whole, found: this.#read + filled })
        this.#rest = next
      }
      const part = this.#rest.subarray(0, length - filled)
      part.copy(taken, filled)
      filled += part.length
      this.#rest = this.#rest.subarray(part.length)
    }
    this.#read += length
    return taken
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined)
  }

  async #next(): Promise<Buffer | undefined> {
    try {
      const { done, value } = await this.#chunks.next()
      return done ? undefined : value
    } catch (error) {
      if (error instanceof Refused) throw error
      if (isZlibError(error)) throw this.#invalid({ kind: 'damaged', details: error.message })
      throw new Refused(readProblem(error, this.#file.path))
    }
  }
}

const isZlibError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

/** A file's bytes, decompressed when it is gzipped. */
export async function* unzipped({ path, reader }: TreeFile): AsyncGenerator<Buffer> {
  const chunks = reader.stream(path)[Symbol.asyncIterator]()
  const { done, value: first } = await chunks.next()
  if (done) return
  const all = (async function* () {
    yield first
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  })()
  try {
    if (first[0] !== 0x1f || first[1] !== 0x8b) yield* all
    else {
      const source = Readable.from(all, { objectMode: true })
      const bytes = source.pipe(createGunzip({ chunkSize: 1 << 18 }))
      source.on('error', error => bytes.destroy(error))
      yield* bytes as AsyncIterable<Buffer>
    }
  } finally {
    await chunks.return?.()
  }
}

/** Up to `length` of a file's first bytes, decompressed. */
export async function readHead(file: TreeFile, length: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let found = 0
  for await (const chunk of unzipped(file)) {
    parts.push(chunk)
    found += chunk.length
    if (found >= length) break
  }
  return Buffer.concat(parts).subarray(0, length)
}
