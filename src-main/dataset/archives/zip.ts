import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { createInflateRaw } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { type Problem, problem } from '../../shared/result.ts'
import type { ZippedFile } from '../decode/protocol.ts'
import { readExactly } from '../decode/read-exactly.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import { stopping } from '../scan/stoppable.ts'
import type { FileReader, Folder } from '../scan/tree.ts'
import type { WalkLog } from '../scan/walk.ts'
import { ArchiveTree } from './archive-tree.ts'
import { checkTotal, isBomb } from './limits.ts'
import { startOf } from './start-of.ts'
import { ZipNames } from './zip-names.ts'

const openZip = promisify(
  yauzl.open as (
    path: string,
    options: yauzl.Options,
    done: (error: Error | null, zip: ZipFile) => void,
  ) => void,
)

/** What a zip archive holds, from its directory alone. Throws `Refused` for one that can't be used at all. */
export async function readZip(path: string, log: WalkLog): Promise<Folder> {
  const { size: packed } = await stat(path).catch(error => {
    throw new Refused(readProblem(error, path))
  })
  const tree = new ArchiveTree<ZippedFile>(path, log)
  let encrypted = 0
  let unpacked = 0
  let stored = 0
  const names = new ZipNames()
  for await (const entry of entriesOf(path)) {
    log.signal.throwIfAborted()
    names.see(entry)
  }
  for await (const entry of entriesOf(path)) {
    const name = names.nameOf(entry)
    if (name.endsWith('/')) continue
    if (isLink(entry)) {
      tree.skip()
      continue
    }
    if (entry.isEncrypted()) encrypted++
    unpacked += entry.uncompressedSize
    stored += entry.compressedSize
    checkTotal(path, unpacked, packed)
    // Entries that share their bytes are another way to make much of little (Fifield, "A better zip bomb", 2019).
    if (stored > packed) throw new Refused(problem('data.archive-bomb', { path, unpacked, packed }))
    tree.add(name, refusal(entry) ?? whereIs(path, entry))
  }
  if (encrypted > 0 && tree.entries.size === 0) throw new Refused(problem('data.archive-encrypted', { path }))
  return tree.folder(readerOf(path, tree.entries, log.signal))
}

async function* entriesOf(path: string): AsyncGenerator<Entry> {
  let zip: ZipFile | undefined
  try {
    zip = await openZip(path, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    })
    for await (const entry of zip.eachEntry()) yield entry
  } catch (error) {
    if (error instanceof Refused || (error instanceof Error && error.name === 'AbortError')) throw error
    const details = error instanceof Error ? error.message : String(error)
    throw new Refused(problem('data.archive-invalid', { path, details }))
  } finally {
    zip?.close()
  }
}

function refusal({ compressionMethod, ...entry }: Entry): { problem: Problem } | undefined {
  if ((entry.generalPurposeBitFlag & 1) !== 0) return { problem: problem('data.archived-encrypted', {}) }
  if (compressionMethod !== 0 && compressionMethod !== 8)
    return { problem: problem('data.archived-method', { method: compressionMethod }) }
  const { uncompressedSize: bytes, compressedSize: packed } = entry
  return isBomb(bytes, packed) ? { problem: problem('data.archived-bomb', { bytes, packed }) } : undefined
}

const whereIs = (zip: string, entry: Entry): ZippedFile => ({
  zip,
  offset: entry.relativeOffsetOfLocalHeader,
  compressed: entry.compressedSize,
  size: entry.uncompressedSize,
  crc32: entry.crc32,
  deflated: entry.compressionMethod === 8,
})

/** Made on a Unix (the upper byte of the version), and of the kind 0xa000. */
const isLink = ({ externalFileAttributes }: Entry) => ((externalFileAttributes >>> 16) & 0xf000) === 0xa000

const readerOf = (
  archive: string,
  entries: ReadonlyMap<string, ZippedFile>,
  signal: AbortSignal,
): FileReader => ({
  archive,
  *pictures(paths) {
    for (const path of paths) yield entries.get(path)!
  },
  stream: path => stopping(streamOf(entries.get(path)!), signal),
  size: async path => entries.get(path)!.size,
  start: path => startOf(streamOf(entries.get(path)!)),
})

/** A large file in the archive as a stream, no longer than the directory promises. */
async function* streamOf({ zip, offset, compressed, size, deflated }: ZippedFile): AsyncGenerator<Buffer> {
  const damaged = (details: string) => new Refused(problem('data.archive-invalid', { path: zip, details }))
  const handle = await open(zip)
  let start: number
  try {
    const header = await readExactly(handle, offset, 30)
    if (header.readUInt32LE(0) !== 0x04034b50) throw damaged('no local header')
    start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await handle.close()
  }
  if (compressed === 0) return
  const packed = createReadStream(zip, { start, end: start + compressed - 1, highWaterMark: 1 << 18 })
  const bytes = deflated ? packed.pipe(createInflateRaw({ chunkSize: 1 << 18 })) : packed
  packed.on('error', error => bytes.destroy(error))
  let length = 0
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > size) throw damaged(`more than ${size} bytes`)
      yield chunk
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw damaged(error.message)
    throw error
  } finally {
    packed.destroy()
    bytes.destroy()
  }
  if (length !== size) throw damaged(`${length} bytes instead of ${size}`)
}
