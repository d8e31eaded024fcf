import { stat } from 'node:fs/promises'
import { problem, type Result, success } from '../../shared/result.ts'
import { openArchive } from '../archives/open-archive.ts'
import { readZip } from '../archives/zip.ts'
import type { PictureSource, PixelsInHand } from '../decode/protocol.ts'
import { readSource } from '../decode/read-source.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import { diskReader } from '../scan/disk.ts'
import { ScanProblems } from '../scan/scan-problems.ts'
import { kindOf } from '../scan/sort-files.ts'
import { allFolders, filePath, type TreeFile } from '../scan/tree.ts'
import type { WalkLog } from '../scan/walk.ts'
import { openCifar } from '../tables/cifar.ts'
import { readIdx } from '../tables/idx.ts'
import { openNpz } from '../tables/npz.ts'
import { openPixelCsv, pixelColumns } from '../tables/pixel-csv.ts'
import type { PixelTable } from '../tables/pixel-table.ts'

/** A picture as it was before it was prepared: a file's bytes, or pixels in hand. */
export type Original = { readonly bytes: Buffer } | PixelsInHand

/**
 * Reads a picture again from where `source` says it came from: a file, `archive.zip!inner/name.jpg`, `file.npz!x_train.npy#12`. Fails as
 * `data.vanished` where that is not there any more, and as the file or archive does that it was in.
 */
export async function readOriginal(source: string): Promise<Result<Original>> {
  try {
    if (await isFile(source)) return await bytesOf(source)
    const [, path = source, index] = /^(.*)#(\d+)$/s.exec(source) ?? []
    if (index !== undefined && (await isFile(path)))
      return await pictureOf({ path, reader: diskReader }, Number(index))
    const archive = await archiveOf(path)
    if (archive === undefined) return vanished
    const inside = await fileInside(archive, path)
    if (!inside) return vanished
    if (index !== undefined) return await pictureOf(inside, Number(index))
    for await (const found of inside.reader.pictures([path])) return await bytesOf(found)
    return vanished
  } catch (error) {
    return { ok: false, problem: error instanceof Refused ? error.problem : readProblem(error, source) }
  }
}

const vanished: Result<never> = { ok: false, problem: problem('data.vanished', {}) }

async function bytesOf(source: PictureSource): Promise<Result<Original>> {
  if (typeof source !== 'string' && 'pixels' in source) return success(source)
  const found = await readSource(source)
  return found.ok ? success({ bytes: found.value }) : found
}

const isFile = (path: string) =>
  stat(path).then(
    found => found.isFile(),
    () => false,
  )

/** The part before a "!" that is a file; names may hold such marks themselves. */
async function archiveOf(path: string): Promise<string | undefined> {
  for (let at = path.indexOf('!'); at >= 0; at = path.indexOf('!', at + 1))
    if (await isFile(path.slice(0, at))) return path.slice(0, at)
  return undefined
}

async function fileInside(archive: string, path: string): Promise<TreeFile | undefined> {
  const kind = await kindOf({ path: archive, reader: diskReader })
  if (kind.kind !== 'archive' && kind.kind !== 'npz') return undefined
  const root = await quietly(log => openArchive(archive, kind.kind === 'archive' ? kind.archive : 'zip', log))
  for (const folder of allFolders(root))
    if (path.startsWith(folder.prefix) && folder.files.some(name => filePath(folder, name) === path))
      return { path, reader: root.reader }
  return undefined
}

/** What `walk` gives; of the problems that it meets nothing is kept. */
async function quietly<T>(walk: (log: WalkLog) => Promise<T>): Promise<T> {
  const log: WalkLog = {
    problems: new ScanProblems(),
    skipped: 0,
    entered: new Set(),
    signal: new AbortController().signal,
    onFile: () => {},
  }
  try {
    return await walk(log)
  } finally {
    log.problems.close()
  }
}

async function pictureOf(file: TreeFile, wanted: number): Promise<Result<Original>> {
  const table = await tableOf(file)
  if (!table) return vanished
  let index = 0
  for await (const pixels of table.pixels()) {
    if (index++ < wanted) continue
    return 'problem' in pixels
      ? { ok: false, problem: pixels.problem }
      : success({ pixels, shape: table.shape })
  }
  return vanished
}

async function tableOf(file: TreeFile): Promise<Pick<PixelTable, 'shape' | 'pixels'> | undefined> {
  if (/\.npy$/i.test(file.path) && file.reader.archive !== null) {
    const { archive } = file.reader
    const tables = await openNpz(await quietly(log => readZip(archive, log)))
    return tables.find(({ path }) => path === file.path)
  }
  switch ((await kindOf(file)).kind) {
    case 'idx-images':
      return readIdx(file)
    case 'cifar':
      return openCifar(file, undefined)
    case 'text': {
      const columns = await pixelColumns(file)
      return columns && columns !== 'no-labels' ? openPixelCsv(file, columns) : undefined
    }
    default:
      return undefined
  }
}
