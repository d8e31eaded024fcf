import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type ExtractEvents, extract, type Header } from 'tar-stream'
import { problem } from '../../shared/result.ts'
import type { PictureSource } from '../decode/decoder.ts'
import { largestFile } from '../decode/read-picture.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import { isNamedAsPicture } from '../scan/names.ts'
import { sniffLength } from '../scan/sniff.ts'
import { stopping } from '../scan/stoppable.ts'
import type { FileReader, Folder } from '../scan/tree.ts'
import type { WalkLog } from '../scan/walk.ts'
import { ArchiveTree } from './archive-tree.ts'
import { checkTotal, isBomb } from './limits.ts'

type Entry = AsyncIterable<Buffer> & Pick<ExtractEvents['entry'][1], 'header' | 'resume'>

/** Where a file's bytes begin in the tar, unpacked when that is gzipped, and how many they are. */
interface Place {
  readonly offset: number
  readonly size: number
  /** The first bytes of what is not named as a picture. */
  readonly start: Buffer
}

/**
 * What a tar archive holds. A gzipped one is read from its beginning for this, and once more for its pictures; of a plain
 * one, pictures are read where they lie. Throws `Refused` for one that can't be used at all.
 */
export async function readTar(path: string, gzipped: boolean, log: WalkLog): Promise<Folder> {
  const tree = new ArchiveTree<Place>(path, log)
  const { size: packed } = await stat(path).catch(error => {
    throw new Refused(readProblem(error, path))
  })
  const starts = { left: mostStarts }
  for await (const { header, offset, size, body } of entriesOf(path, gzipped, log.signal)) {
    if (header.type === 'directory') continue
    if (header.type !== 'file' && header.type !== 'contiguous-file') tree.skip()
    else if (isBomb(size, packed))
      tree.add(header.name, { problem: problem('data.archived-bomb', { bytes: size, packed }) })
    else tree.add(header.name, { offset, size, start: await firstBytes(header.name, body, starts) })
  }
  return tree.folder(readerOf(path, gzipped, tree.entries, log.signal))
}

function readerOf(
  archive: string,
  gzipped: boolean,
  entries: ReadonlyMap<string, Place>,
  signal: AbortSignal,
): FileReader {
  const stream = (path: string) =>
    gzipped
      ? bytesOfEntry(archive, entries.get(path)!, signal)
      : stopping(bytesOfPart(archive, entries.get(path)!), signal)
  const size = async (path: string) => entries.get(path)!.size
  const start = async (path: string) => entries.get(path)!.start
  if (!gzipped)
    return {
      archive,
      *pictures(paths) {
        for (const path of paths) {
          const { offset, size: length } = entries.get(path)!
          yield { file: archive, offset, length }
        }
      },
      stream,
      size,
      start,
    }
  return {
    archive,
    pictures: paths => picturesInOrder(archive, paths, entries, signal),
    place: path => entries.get(path)!.offset,
    stream,
    size,
    start,
  }
}

/** Data sets with a text for each picture would fill the memory. */
const mostStarts = 1000

/** A name that promises a picture is believed. */
async function firstBytes(
  name: string,
  body: AsyncIterable<Buffer>,
  starts: { left: number },
): Promise<Buffer> {
  if (isNamedAsPicture(name) || starts.left === 0) return Buffer.alloc(0)
  starts.left--
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of body) {
    if (length < sniffLength) parts.push(Buffer.from(chunk.subarray(0, sniffLength - length)))
    length += chunk.length
  }
  return Buffer.concat(parts)
}

interface FoundEntry extends Omit<Place, 'start'> {
  readonly header: Header
  readonly body: AsyncIterable<Buffer>
}

/** The archive's entries from its beginning; a body that is not read is passed over. */
async function* entriesOf(path: string, gzipped: boolean, signal: AbortSignal): AsyncGenerator<FoundEntry> {
  const files = extract()
  const bytes = Readable.from(stopping(bytesOf(path, gzipped), signal), { objectMode: true })
  bytes.on('error', error => files.destroy(error))
  bytes.pipe(files as unknown as NodeJS.WritableStream)
  try {
    for await (const body of files as AsyncIterable<Entry>) {
      const header = body.header as Header & { byteOffset: number }
      yield { header, body: guarded(body, path), offset: header.byteOffset, size: header.size }
      body.resume()
    }
  } catch (error) {
    throw asRefusal(error, path)
  } finally {
    bytes.destroy()
    files.destroy()
  }
}

/** An entry's bytes, whose reader meets what is wrong with the archive before the archive's own does. */
async function* guarded(body: Entry, path: string): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (error) {
    throw asRefusal(error, path)
  }
}

function asRefusal(error: unknown, path: string): unknown {
  if (error instanceof Refused || !(error instanceof Error) || error.name === 'AbortError') return error
  const isFile = 'syscall' in error
  return new Refused(
    isFile ? readProblem(error, path) : problem('data.archive-invalid', { path, details: error.message }),
  )
}

async function* bytesOf(path: string, gzipped: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  const bytes = gzipped ? file.pipe(createGunzip({ chunkSize: 1 << 18 })) : file
  file.on('error', error => bytes.destroy(error))
  let unpacked = 0
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      if (gzipped) checkTotal(path, unpacked, file.bytesRead)
      yield chunk
    }
  } finally {
    file.destroy()
    bytes.destroy()
  }
}

/** `paths` are in the order of the archive. */
async function* picturesInOrder(
  archive: string,
  paths: Iterable<string>,
  places: ReadonlyMap<string, Place>,
  signal: AbortSignal,
): AsyncGenerator<PictureSource> {
  const entries = entriesOf(archive, true, signal)
  try {
    for (const path of paths) {
      const { offset } = places.get(path)!
      let next = await entries.next()
      while (!next.done && next.value.offset < offset) next = await entries.next()
      // It was there when the archive was listed.
      if (next.done || next.value.offset !== offset) yield { problem: problem('data.vanished', {}) }
      else yield await bytesOfBody(next.value)
    }
  } finally {
    await entries.return(undefined)
  }
}

async function bytesOfBody({ body, size }: FoundEntry): Promise<PictureSource> {
  if (size > largestFile)
    return { problem: problem('data.file-too-large', { bytes: size, limit: largestFile }) }
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* bytesOfEntry(
  archive: string,
  { offset }: Place,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for await (const entry of entriesOf(archive, true, signal)) {
    if (entry.offset !== offset) continue
    yield* entry.body
    return
  }
}

async function* bytesOfPart(archive: string, { offset, size }: Place): AsyncGenerator<Buffer> {
  if (size === 0) return
  yield* createReadStream(archive, { start: offset, end: offset + size - 1, highWaterMark: 1 << 18 })
}
