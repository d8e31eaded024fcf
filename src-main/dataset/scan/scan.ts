import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { FileProblem } from '../../shared/contract/data.ts'
import type { LabelledBy } from '../../shared/contract/data-preview.ts'
import { failure, problem, type Result, success } from '../../shared/result.ts'
import { openArchive } from '../archives/open-archive.ts'
import { Refused } from '../refused.ts'
import { type ImportPlan, joinPlans } from '../sources/import-plan.ts'
import { type LabelledFiles, planPictures } from '../sources/picture-plan.ts'
import { inSlices } from '../steps.ts'
import { type PixelTable, planTable, settleSplits } from '../tables/pixel-table.ts'
import { type DataRoot, dataRoots, hasPictures } from './data-root.ts'
import { diskReader, readTree } from './disk.ts'
import { type LabelSettings, labelPictures } from './label-pictures.ts'
import { openTables } from './open-tables.ts'
import { ScanProblems } from './scan-problems.ts'
import { kindOf, sortFiles } from './sort-files.ts'
import { type Folder, filePath } from './tree.ts'
import type { WalkLog } from './walk.ts'

export interface Scan {
  /** The folder's name, for the data set. */
  readonly name: string
  /** Where it was looked, for messages. */
  readonly root: string
  readonly plan: ImportPlan
  /** To be closed. */
  readonly problems: ScanProblems
  readonly skipped: number
  /** How the pictures' classes were told. */
  readonly labelledBy: readonly LabelledBy[]
}

/** How classes are found; `classNames`: for IDX files, whose labels are numbers. */
export interface ScanSettings extends LabelSettings {
  readonly classNames?: readonly string[]
}

/**
 * Finds the classes and their pictures in what was dropped: folders of class folders (also in `train` and `test` folders), class
 * folders, a flat folder, all of these in archives, and files that hold many pictures. What picture files hold is told later,
 * while they are decoded. Expected failures: `data.path-not-found`, `data.no-pictures`, `data.one-class`, and those of archives,
 * tables and data files that are all there is.
 */
export async function scan(
  paths: readonly string[],
  settings: ScanSettings,
  hooks: { readonly signal: AbortSignal; readonly onFile: () => void },
): Promise<Result<Scan>> {
  const log: WalkLog = { problems: new ScanProblems(), skipped: 0, entered: new Set(), ...hooks }
  let isFound = false
  try {
    const { roots, root } = await openDropped(paths, log)
    const found: Found = { pictures: [], tables: [], refused: [] }
    for (const each of roots) await findIn(each, settings, log, found)
    const tables = settleSplits(found.tables).map(table => planTable(table, settings.into?.className))
    const plans = [...(await inSlices(planPictures(found.pictures), log.signal)), ...tables]
    const plan = joinPlans(plans.filter(({ total }) => total > 0))
    const [refused] = found.refused
    if (plan.total === 0 && refused) throw new Refused(refused.problem)
    for (const each of found.refused) log.problems.add(each)
    const files = log.skipped + log.problems.count
    if (plan.total === 0) return failure('data.no-pictures', { path: root, files })
    const { problems, skipped } = log
    const ways = new Set(found.pictures.flatMap(({ by, files }) => (files.length > 0 ? [by] : [])))
    if (found.tables.length > 0) ways.add('file')
    isFound = true
    return success({ name: roots[0]!.name, root, plan, problems, skipped, labelledBy: [...ways] })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem }
    throw error
  } finally {
    if (!isFound) log.problems.close()
  }
}

async function openDropped(
  paths: readonly string[],
  log: WalkLog,
): Promise<{ roots: DataRoot[]; root: string }> {
  const folders: Folder[] = []
  const files: string[] = []
  const dropped = [...new Set(paths.map(path => resolve(path)))]
  for (const path of dropped) {
    const target = await stat(path).catch(() => undefined)
    if (!target) throw new Refused(problem('data.path-not-found', { path }))
    if (target.isDirectory()) folders.push(await openFolder(path, log))
    else if (!target.isFile()) log.skipped++
    else {
      // What can't be read is met again, and told, when the files are sorted.
      const found = await kindOf({ path, reader: diskReader }).catch(() => undefined)
      if (found?.kind === 'archive') folders.push(await openArchive(path, found.archive, log))
      else {
        files.push(path)
        log.onFile()
      }
    }
  }
  const root = folders.length === 1 ? folders[0]!.path : dirname(dropped[0]!)
  return { roots: dataRoots(folders, files, root), root }
}

async function openFolder(path: string, log: WalkLog): Promise<Folder> {
  const folder = await readTree(path, log)
  let unreadable: FileProblem | undefined
  for (const met of log.problems) if (met.path === path) unreadable ??= met
  if (unreadable?.problem.code === 'data.unreadable-file')
    throw new Refused(problem('data.unreadable-folder', { path, reason: unreadable.problem.params.reason }))
  return folder
}

/** What was found so far. */
interface Found {
  readonly pictures: LabelledFiles[]
  readonly tables: PixelTable[]
  /** Data files and archives that can't be used. */
  readonly refused: FileProblem[]
}

async function findIn(root: DataRoot, settings: ScanSettings, log: WalkLog, found: Found): Promise<void> {
  const sorted = await sortFiles(root.loose, log)
  const opened = await openTables(sorted, settings.classNames, log)
  const isElsewhere = opened.tables.length > 0 || sorted.pictures.length > 0 || root.folders.some(hasPictures)
  const inside: Folder[] = []
  for (const { file, kind } of sorted.archives) {
    try {
      if (isElsewhere || file.reader.archive !== null) throw new Refused(problem('data.nested-archive', {}))
      inside.push(await openArchive(file.path, kind, log))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      found.refused.push({ path: file.path, problem: error.problem, used: false })
    }
  }
  for (const each of inside.length > 0 ? dataRoots(inside, [], root.path) : [])
    await findIn(each, settings, log, found)
  log.skipped += opened.texts.length
  found.refused.push(...opened.refused)
  found.tables.push(...opened.tables)
  const texts = { ...sorted, texts: opened.texts }
  if (opened.tables.length === 0)
    return void found.pictures.push(...(await labelPictures(root, texts, settings, log)))
  const pictures = await labelPictures(root, texts, settings, log).catch(error => {
    if (!(error instanceof Refused) || error.problem.code !== 'data.one-class') throw error
    // Beside a table that brings its own classes, pictures without one are left out.
    for (const folder of sorted.pictures)
      for (const name of folder.files)
        log.problems.add({
          path: filePath(folder, name),
          problem: problem('data.no-class', {}),
          used: false,
        })
    return []
  })
  found.pictures.push(...pictures)
}
