import { createHash } from 'node:crypto'
import { open, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../files/make-folder.ts'
import type { DatasetSummary, FileProblem } from '../../shared/contract/data.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { type FileSink, type OpenSink, openSink } from './file-sink.ts'
import { datasetsFolder, importingFolder, storedFiles } from './layout.ts'

/** A data set being written, beside its place until `publish` moves it there; every write may throw a file error. */
export class DatasetWriter {
  readonly #home: string
  readonly #id: string
  readonly #folder: string
  readonly #open: OpenSink
  readonly #hash = createHash('sha256')
  readonly #sinks: FileSink[] = []
  #images!: FileSink
  #sources!: FileSink

  private constructor(home: string, id: string, open: OpenSink) {
    this.#home = home
    this.#id = id
    this.#folder = importingFolder(home, id)
    this.#open = open
  }

  static async create(home: string, id: string, openFile: OpenSink = openSink): Promise<DatasetWriter> {
    const writer = new DatasetWriter(home, id, openFile)
    makeFolder(writer.#folder)
    try {
      writer.#images = await writer.#sink(storedFiles.images)
      writer.#sources = await writer.#sink(storedFiles.sources)
    } catch (error) {
      await writer.abandon()
      throw error
    }
    return writer
  }

  /** Appends a picture (uint8, NHWC) and where it came from. */
  async add(pixels: Uint8Array, source: string): Promise<void> {
    this.#hash.update(pixels)
    await this.#images.write(pixels)
    await this.#sources.write(line(source))
  }

  /** Writes what goes with the pictures; its bytes, and the fingerprint: SHA-256 over pixels, labels and split. */
  async complete(labels: Uint16Array, split: Uint8Array, problems: readonly FileProblem[]) {
    const labelBytes = littleEndian(labels)
    await this.#write(storedFiles.labels, labelBytes)
    await this.#write(storedFiles.split, split)
    await this.#write(storedFiles.problems, Buffer.concat(problems.map(line)))
    const fingerprint = this.#hash.update(labelBytes).update(split).digest('hex')
    return { fingerprint, bytes: this.#sinks.reduce((sum, sink) => sum + sink.length, 0) }
  }

  /** Syncs everything to the disk and puts the folder into its place: from then on the data set exists. */
  async publish(summary: DatasetSummary): Promise<void> {
    await this.#write(
      storedFiles.summary,
      Buffer.from(`${JSON.stringify({ version: 1, ...summary }, null, 2)}\n`),
    )
    for (const sink of this.#sinks) await sink.finish()
    await syncFolder(this.#folder)
    await rename(this.#folder, join(datasetsFolder(this.#home), this.#id))
    await syncFolder(datasetsFolder(this.#home))
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    for (const sink of this.#sinks) await sink.abandon()
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #sink(name: string): Promise<FileSink> {
    const sink = await this.#open(join(this.#folder, name))
    this.#sinks.push(sink)
    return sink
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    await (await this.#sink(name)).write(bytes)
  }
}

/** Refuses at once what can't fit: an hour of decoding that ends in a full disk is the worse message. */
export async function checkSpace(home: string, bytes: number): Promise<Result<null>> {
  const path = datasetsFolder(home)
  makeFolder(path)
  const { bavail, bsize } = await statfs(path)
  return bavail * bsize < bytes ? failure('app.disk-full', { path }) : success(null)
}

const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`)

function littleEndian(labels: Uint16Array): Uint8Array {
  const bytes = Buffer.alloc(2 * labels.length)
  for (let index = 0; index < labels.length; index++) bytes.writeUInt16LE(labels[index]!, 2 * index)
  return bytes
}

/** A rename is on the disk when its folder is; Windows has no such call and does it itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path)
  await handle.sync().finally(() => handle.close())
}
