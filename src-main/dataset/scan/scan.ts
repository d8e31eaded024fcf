import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { FileProblem, SplitName } from '../../shared/contract/data.ts'
import { failure, problem, type Result, success } from '../../shared/result.ts'
import { type IdxSet, pairIdxFiles } from '../idx/idx-sets.ts'
import { sortLooseFiles } from './loose-files.ts'
import { className, naturalOrder } from './names.ts'
import { type FolderContent, listFiles, listFolder, type WalkLog } from './walk.ts'

export interface ScannedPicture {
  readonly path: string
  /** Index into `classes`. */
  readonly label: number
  /** The part of the data that its folder says it belongs to; null: to be drawn. */
  readonly split: SplitName | null
}

export interface Scan {
  /** The folder's name, for the data set. */
  readonly name: string
  /** Where it was looked, for messages. */
  readonly root: string
  readonly content:
    | {
        readonly kind: 'pictures'
        readonly classes: readonly string[]
        readonly pictures: readonly ScannedPicture[]
      }
    | { readonly kind: 'idx'; readonly sets: readonly IdxSet[] }
  readonly problems: readonly FileProblem[]
  readonly skipped: number
}

/** For pictures that are added to a data set, which may be of one class. `className`: all of them are of this one. */
export interface Into {
  readonly className: string | undefined
}

type ScanLog = WalkLog & { readonly into?: Into }

/**
 * Finds the classes and their files in what was dropped: a folder of class folders (or of `train` and `test` folders that
 * hold them), several class folders, or IDX files or their folder. What the files hold is told later, while they are
 * decoded. Expected failures: `data.path-not-found`, `data.no-pictures`, `data.one-class`, `data.idx-no-labels`.
 */
export async function scan(
  paths: readonly string[],
  { into, ...hooks }: { readonly signal: AbortSignal; readonly onFile: () => void; readonly into?: Into },
): Promise<Result<Scan>> {
  const log: ScanLog = { problems: [], skipped: 0, entered: new Set(), ...hooks, ...(into && { into }) }
  const folders: string[] = []
  const files: string[] = []
  for (const path of new Set(paths.map(path => resolve(path)))) {
    const target = await stat(path).catch(() => undefined)
    if (!target) return failure('data.path-not-found', { path })
    if (target.isDirectory()) folders.push(path)
    else if (target.isFile()) files.push(path)
    else log.skipped++
  }
  const only = folders.length === 1 ? folders[0] : undefined
  if (only !== undefined) return scanFolder(only, files, log)
  const root = dirname(folders[0] ?? files[0] ?? resolve('.'))
  return classify(root, { folders: folders.sort(naturalOrder), files }, log)
}

/** One data folder; a folder that holds nothing but another is entered, as unpacking an archive often leaves it. */
async function scanFolder(root: string, loose: readonly string[], log: ScanLog): Promise<Result<Scan>> {
  const content = await listFolder(root, log)
  const unreadable = log.problems.find(({ path }) => path === root)
  if (unreadable?.problem.code === 'data.unreadable-file')
    return failure('data.unreadable-folder', { path: root, reason: unreadable.problem.params.reason })
  const inside: FolderContent = {
    folders: content.folders.map(name => join(root, name)),
    files: [...loose, ...content.files.map(name => join(root, name))],
  }
  const [nested] = inside.folders
  if (nested === undefined || inside.folders.length > 1) return classify(root, inside, log)
  const named = await scanFolder(nested, inside.files, log)
  return named.ok ? success({ ...named.value, name: basename(root), root }) : named
}

async function classify(
  root: string,
  { folders, files }: FolderContent,
  log: ScanLog,
): Promise<Result<Scan>> {
  const loose = await sortLooseFiles(files, log)
  const scanned = (content: Scan['content']): Result<Scan> =>
    success({ name: basename(root), root, content, problems: log.problems, skipped: log.skipped })
  if (loose.idxImages.length > 0) {
    const sets = await pairIdxFiles(loose.idxImages)
    if (!sets.ok) return sets
    const used = new Set(sets.value.flatMap(set => [set.images, set.labels]))
    log.skipped += [...loose.idxImages, ...loose.idxLabels, ...loose.pictures].filter(
      path => !used.has(path),
    ).length
    return scanned({ kind: 'idx', sets: sets.value })
  }
  log.skipped += loose.idxLabels.length
  const only =
    log.into && (log.into.className ?? (folders.length === 0 ? className(basename(root)) : undefined))
  if (only !== undefined) {
    const found = [...loose.pictures]
    for (const folder of folders) found.push(...(await listFiles(folder, log)))
    return scanned({
      kind: 'pictures',
      classes: [only],
      pictures: found.map(path => ({ path, label: 0, split: null })),
    })
  }
  if (folders.length === 0) {
    return loose.pictures.length > 0
      ? failure('data.one-class', { path: root, found: basename(root) })
      : failure('data.no-pictures', { path: root, files: files.length + log.skipped + log.problems.length })
  }
  for (const path of loose.pictures)
    log.problems.push({ path, problem: problem('data.no-class', {}), used: false })
  return scanned({ kind: 'pictures', ...(await collect(await classFolders(folders, log), log)) })
}

interface ClassFolder {
  readonly path: string
  readonly name: string
  readonly split: SplitName | null
}

const partNames: Readonly<Record<string, SplitName>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  test: 'test',
  testing: 'test',
}

/** The class folders; when the folders are called `train` and `test`, those inside them. */
async function classFolders(folders: readonly string[], log: WalkLog): Promise<ClassFolder[]> {
  const parts = folders.map(path => ({ path, split: partNames[basename(path).toLowerCase()] }))
  const inParts =
    parts.length > 1 && parts.every(part => part.split) && parts.some(part => part.split === 'train')
  if (!inParts) return folders.map(path => ({ path, name: className(basename(path)), split: null }))
  const found: ClassFolder[] = []
  for (const { path, split } of parts) {
    const inside = await listFolder(path, log)
    for (const file of inside.files)
      log.problems.push({ path: join(path, file), problem: problem('data.no-class', {}), used: false })
    for (const name of inside.folders)
      found.push({ path: join(path, name), name: className(name), split: split ?? null })
  }
  return found
}

async function collect(folders: readonly ClassFolder[], log: WalkLog) {
  const classes = [...new Set(folders.map(folder => folder.name))].sort(naturalOrder)
  const labels = new Map(classes.map((name, label) => [name, label]))
  const pictures: ScannedPicture[] = []
  for (const { path, name, split } of folders)
    for (const file of await listFiles(path, log))
      pictures.push({ path: file, label: labels.get(name)!, split })
  return { classes, pictures }
}
