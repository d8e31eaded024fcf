import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeNpy, encodeNpz, encodeTar } from '../../../test/fixtures/make-archive.ts'
import { temporaryFolder } from '../../../test/fixtures/make-dataset.ts'
import { openArchive } from '../archives/open-archive.ts'
import { readZip } from '../archives/zip.ts'
import { openNpz } from '../tables/npz.ts'
import { diskReader } from './disk.ts'
import { ScanProblems } from './scan-problems.ts'
import { stoppable } from './stoppable.ts'
import type { WalkLog } from './walk.ts'

const megabyte = 1024 ** 2
const zeros = Buffer.alloc(8 * megabyte)

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let cancel: AbortController
let log: WalkLog
beforeEach(async () => {
  folder = await temporaryFolder()
  await mkdir(folder.path, { recursive: true })
  cancel = new AbortController()
  log = {
    problems: new ScanProblems(),
    skipped: 0,
    entered: new Set(),
    signal: cancel.signal,
    onFile: () => {},
  }
})
afterEach(() => rm(folder.path, { recursive: true }))

async function put(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder.path, name)
  await writeFile(path, bytes)
  return path
}

/** Reads a part, cancels, and reads on. */
async function readOn(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of chunks) cancel.abort('cancelled')
}

describe('what is being read when an import is cancelled ends with the reason', () => {
  test('a file on the disk', async () => {
    const path = await put('a.bin', zeros)
    const file = stoppable({ path, reader: diskReader }, cancel.signal)
    await expect(readOn(file.reader.stream(path))).rejects.toBe('cancelled')
  })

  test('an array in a NumPy file', async () => {
    const side = 512
    const count = zeros.length / side ** 2
    const labels = Buffer.from(Array.from({ length: count }, (_, index) => index % 2))
    const images = encodeNpy('|u1', [count, side, side], zeros)
    const path = await put('a.npz', encodeNpz({ images, labels: encodeNpy('|u1', [count], labels) }))
    const [table] = await openNpz(await readZip(path, log))
    await expect(readOn(table!.pixels())).rejects.toBe('cancelled')
  })

  test('a file in the midst of a gzipped archive, while it is listed and afterwards', async () => {
    const tar = encodeTar([
      { name: 'cat/1.png', bytes: zeros },
      { name: 'dog/1.png', bytes: zeros },
    ])
    const path = await put('a.tar.gz', gzipSync(tar))
    const tree = await openArchive(path, 'tar.gz', log)
    await expect(readOn(tree.reader.stream(`${path}!dog/1.png`))).rejects.toBe('cancelled')
    await expect(openArchive(path, 'tar.gz', log)).rejects.toBe('cancelled')
  })
})
