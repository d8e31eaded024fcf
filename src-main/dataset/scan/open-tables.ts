import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileProblem } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { readZip } from '../archives/zip.ts'
import { Refused } from '../refused.ts'
import { isCifarNames, openCifar } from '../tables/cifar.ts'
import { openIdx } from '../tables/idx.ts'
import { pairIdxFiles } from '../tables/idx-sets.ts'
import { openNpz } from '../tables/npz.ts'
import { openPixelCsv, pixelColumns } from '../tables/pixel-csv.ts'
import type { PixelTable } from '../tables/pixel-table.ts'
import { diskReader } from './disk.ts'
import { ScanProblems } from './scan-problems.ts'
import type { SortedFiles } from './sort-files.ts'
import { fileName, type TreeFile } from './tree.ts'
import type { WalkLog } from './walk.ts'

export interface OpenedTables {
  readonly tables: PixelTable[]
  /** Texts that hold no pixels, but perhaps labels. */
  readonly texts: TreeFile[]
  /** Data files that can't be used. */
  readonly refused: FileProblem[]
}

/** Opens the files that hold many pictures each. */
export async function openTables(
  sorted: SortedFiles,
  classNames: readonly string[] | undefined,
  log: WalkLog,
): Promise<OpenedTables> {
  const opened: OpenedTables = { tables: [], texts: [], refused: [] }
  const sets = pairIdxFiles(sorted.idxImages, [...sorted.idxLabels, ...(await beside(sorted.idxImages))])
  for (const set of sets) {
    await attempt(set.images, async () => {
      if (!set.labels) throw new Refused(problem('data.idx-no-labels', { path: set.images.path }))
      return [await openIdx({ ...set, labels: set.labels }, classNames)]
    })
  }
  // A set that is there twice is taken once; labels are no pictures.
  const labels = sorted.idxLabels.filter(({ path }) => !sets.some(set => set.labels?.path === path))
  const doubles = sorted.idxImages.filter(({ path }) => !sets.some(set => set.images.path === path))
  log.skipped += labels.length + doubles.length + sorted.cifarNames.length
  const nameFiles = [...sorted.cifarNames, ...(await beside(sorted.cifar))]
  for (const file of sorted.cifar)
    await attempt(file, async () => [
      await openCifar(
        file,
        nameFiles.find(({ path }) => isCifarNames(fileName(path))),
      ),
    ])
  for (const file of sorted.npz)
    await attempt(file, async () => {
      if (file.reader.archive !== null) throw new Refused(problem('data.nested-archive', {}))
      const quiet: WalkLog = { ...log, problems: new ScanProblems(), entered: new Set() }
      try {
        return await openNpz(await readZip(file.path, quiet))
      } finally {
        quiet.problems.close()
      }
    })
  for (const file of sorted.texts) {
    await attempt(file, async () => {
      const columns = await pixelColumns(file)
      if (columns === 'no-labels')
        throw new Refused(
          problem('data.table-invalid', { path: file.path, format: 'CSV', fault: { kind: 'no-labels' } }),
        )
      if (columns) return [await openPixelCsv(file, columns)]
      opened.texts.push(file)
      return []
    })
  }
  return opened

  async function attempt(file: TreeFile, open: () => Promise<PixelTable[]>): Promise<void> {
    try {
      log.signal.throwIfAborted()
      opened.tables.push(...(await open()))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      opened.refused.push({ path: file.path, problem: error.problem, used: false })
    }
  }
}

/** Files in the folders of those given, on the disk: labels are looked for beside pictures that were dropped alone. */
async function beside(files: readonly TreeFile[]): Promise<TreeFile[]> {
  const folders = new Set(
    files.filter(({ reader }) => reader.archive === null).map(({ path }) => dirname(path)),
  )
  const found: TreeFile[] = []
  for (const folder of folders)
    for (const name of await readdir(folder).catch(() => []))
      found.push({ path: join(folder, name), reader: diskReader })
  return found
}
