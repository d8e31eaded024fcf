import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../files/make-folder.ts'
import type { Size } from '../../shared/architecture/spec.ts'
import type { FileProblem } from '../../shared/contract/data.ts'
import { fileErrorCode } from '../../shared/file-errors.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { type Description, printDescription } from './description.ts'
import { type FileSink, type OpenSink, openSink } from './file-sink.ts'
import { datasetsFolder, importingFolder, storedFiles } from './layout.ts'
import { linkOrCopy } from './link-or-copy.ts'

type StoredFile = keyof typeof storedFiles

/** The files that grow picture by picture. */
const streamed = ['images', 'sources', 'sizes', 'problems'] as const
type Streamed = (typeof streamed)[number]

/** A stored version that another one begins with. */
export interface Base {
  readonly folder: string
  readonly images: number
}

/** A version of a data set being written, beside its place until `publish` moves it there; every write may throw a file error. */
export class DatasetWriter {
  readonly id: string
  readonly #home: string
  readonly #folder: string
  readonly #open: OpenSink
  readonly #pixels = createHash('sha256')
  readonly #sinks = new Map<StoredFile, FileSink>()

  private constructor(home: string, id: string, open: OpenSink) {
    this.#home = home
    this.id = id
    this.#folder = importingFolder(home, id)
    this.#open = open
  }

  /**
   * To be given pictures with `add` and `addProblem`, after those of `base` where one is given. Rejects with `signal.reason` when that is aborted
   * meanwhile.
   */
  static async forPictures(
    home: string,
    id: string,
    openFile: OpenSink = openSink,
    base?: Base,
    signal?: AbortSignal,
  ): Promise<DatasetWriter> {
    const writer = new DatasetWriter(home, id, openFile)
    try {
      makeFolder(writer.#folder)
      for (const name of streamed) await writer.#sink(name)
      if (base !== undefined) for (const name of streamed) await writer.#append(base, name, signal)
    } catch (error) {
      await writer.abandon()
      throw error
    }
    return writer
  }

  /** With the pictures of `base`, and all that goes with them but labels and parts. */
  static async forChange(
    home: string,
    id: string,
    base: Base,
    openFile: OpenSink = openSink,
  ): Promise<DatasetWriter> {
    const writer = new DatasetWriter(home, id, openFile)
    try {
      makeFolder(writer.#folder)
      for (const name of streamed) await writer.#keep(base, name)
    } catch (error) {
      await writer.abandon()
      throw error
    }
    return writer
  }

  /** Appends a picture (uint8, NHWC), where it came from, and how large it was. */
  async add(pixels: Uint8Array, source: string, size: Size): Promise<void> {
    this.#pixels.update(pixels)
    await this.#sinks.get('images')!.write(pixels)
    await this.#sinks.get('sources')!.write(line(source))
    await this.#sinks.get('sizes')!.write(sizeBytes(size))
  }

  async addProblem(problem: FileProblem): Promise<void> {
    await this.#sinks.get('problems')!.write(line(problem))
  }

  /** SHA-256 of the pixels written, hexadecimal; once, and nothing is added after it. */
  pixelsHash(): string {
    return this.#pixels.digest('hex')
  }

  async write(name: 'labels' | 'split', bytes: Uint8Array): Promise<void> {
    await (await this.#sink(name)).write(bytes)
  }

  /** Written so far, in all files. */
  get bytes(): number {
    return [...this.#sinks.values()].reduce((sum, sink) => sum + sink.length, 0)
  }

  /** Syncs everything to the disk and puts the folder into its place: from then on the version exists. */
  async publish(description: Description): Promise<void> {
    await (await this.#sink('summary')).write(Buffer.from(printDescription(description)))
    for (const sink of this.#sinks.values()) await sink.finish()
    await syncFolder(this.#folder)
    await rename(this.#folder, join(datasetsFolder(this.#home), this.id))
    await syncFolder(datasetsFolder(this.#home))
  }

  /** Leaves nothing behind; may be called after a `publish` that failed. */
  async abandon(): Promise<void> {
    for (const sink of this.#sinks.values()) await sink.abandon()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #sink(name: StoredFile): Promise<FileSink> {
    const sink = await this.#open(join(this.#folder, storedFiles[name]))
    this.#sinks.set(name, sink)
    return sink
  }

  async #append(base: Base, name: Streamed, signal?: AbortSignal): Promise<void> {
    const sink = this.#sinks.get(name)!
    try {
      const chunks = createReadStream(join(base.folder, storedFiles[name]), { highWaterMark: 1 << 18 })
      for await (const chunk of chunks as AsyncIterable<Buffer>) {
        signal?.throwIfAborted()
        if (name === 'images') this.#pixels.update(chunk)
        await sink.write(chunk)
      }
    } catch (error) {
      if (!lacksSizes(error, name)) throw error
      await sink.write(unknownSizes(base))
    }
  }

  async #keep(base: Base, name: Streamed): Promise<void> {
    try {
      await linkOrCopy(join(base.folder, storedFiles[name]), join(this.#folder, storedFiles[name]))
    } catch (error) {
      if (!lacksSizes(error, name)) throw error
      await (await this.#sink(name)).write(unknownSizes(base))
    }
  }
}

/** Format 1 did not keep them. */
const lacksSizes = (error: unknown, name: Streamed) => name === 'sizes' && fileErrorCode(error) === 'ENOENT'
/** 0 says that a size is not known. */
const unknownSizes = ({ images }: Base) => Buffer.alloc(4 * images)

/** Refuses at once what can't fit: an hour of decoding that ends in a full disk is the worse message. */
export async function checkSpace(home: string, bytes: number): Promise<Result<null>> {
  const path = datasetsFolder(home)
  makeFolder(path)
  const { bavail, bsize } = await statfs(path)
  return bavail * bsize < bytes ? failure('app.disk-full', { path }) : success(null)
}

const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`)

const largest = 65_535

/** The largest number that fits stands for larger ones. */
function sizeBytes({ height, width }: Size): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16LE(Math.min(largest, height), 0)
  bytes.writeUInt16LE(Math.min(largest, width), 2)
  return bytes
}

/** A rename is on the disk when its folder is; Windows has no such call and does it itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path)
  await handle.sync().finally(() => handle.close())
}
