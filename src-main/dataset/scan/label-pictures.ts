import { type ImportOptions, type SplitName, unlabelledClass } from '../../shared/contract/data.ts'
import type { LabelledBy } from '../../shared/contract/data-preview.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import type { LabelledFiles } from '../sources/picture-plan.ts'
import { inSlices, itemsAStep, type Steps } from '../steps.ts'
import { mostClasses } from '../store/layout.ts'
import { classFolders, partFolders } from './class-folders.ts'
import { type DataRoot, hasPictures } from './data-root.ts'
import { labelsFor } from './find-labels.ts'
import type { Labels } from './label-table.ts'
import { NameIndex } from './name-index.ts'
import { isNamedAsPicture, namePrefix } from './names.ts'
import { PackedNames } from './packed-names.ts'
import type { SortedFiles } from './sort-files.ts'
import { allFolders, type Folder, filePath } from './tree.ts'
import type { WalkLog } from './walk.ts'

/** For pictures that are added to a data set, which may be of one class. `className`: all of them are of this one. */
export interface Into {
  readonly className: string | undefined
}

export interface LabelSettings extends Pick<ImportOptions, 'labels' | 'csv'> {
  readonly into?: Into
}

/** Files of a folder whose class is to be found. */
interface Group {
  readonly folder: Folder
  readonly split: SplitName | null
}

/** Gives the pictures of a data root their classes; those that get none are told to `log`. Throws `Refused` with `data.one-class`. */
export async function labelPictures(
  root: DataRoot,
  sorted: SortedFiles,
  settings: LabelSettings,
  log: WalkLog,
): Promise<LabelledFiles[]> {
  const loose: Group[] = sorted.pictures.map(folder => ({ folder, split: null }))
  const usable = root.folders.some(hasPictures) || loose.length === 0 ? root.folders : []
  // What lies beside the parts and holds no pictures, notes say, is no part.
  const parts = partFolders(usable.filter(hasPictures))
  if (parts)
    for (const folder of usable.filter(each => !hasPictures(each)))
      for (const inside of allFolders(folder))
        for (const name of inside.files) leaveOut(inside, name, problem('data.no-class', {}), log)
  const inParts = parts?.some(({ folder }) => folder.folders.some(hasPictures))
  const everything = () => [
    ...loose,
    ...(parts ?? usable.map(folder => ({ folder, split: null }))).flatMap(({ folder, split }) =>
      [...allFolders(folder)].map(inside => ({ folder: inside, split })),
    ),
  ]
  const labels = settings.csv && (settings.labels ?? 'auto') === 'auto' ? 'csv' : (settings.labels ?? 'auto')
  const one = settings.into?.className
  if (one !== undefined) return all(everything(), one, 'hand')
  if (labels === 'hand')
    return all(everything(), unlabelledClass, 'hand').map(files => ({ ...files, split: 'excluded' }))
  if (labels === 'prefix') return byPrefix(everything())
  if (labels === 'csv') return byTable(everything(), settings, sorted, root, log)
  const isFlat = usable.length === 0 || (parts !== null && !inParts)
  if (!isFlat) return byFolder(parts && inParts ? parts : null, usable, loose, log)
  const flat = everything()
  if (flat.every(({ folder }) => folder.files.length === 0)) return []
  if (labels === 'auto') {
    const found = await byTable(flat, settings, sorted, root, log)
    if (found.length > 0) return found
    if (settings.into) return all(flat, root.innermost, 'folders')
    if (await inSlices(prefixesTell(flat), log.signal)) return byPrefix(flat)
  } else if (settings.into) return all(flat, root.innermost, 'folders')
  throw new Refused(problem('data.one-class', { path: root.path, found: root.innermost }))
}

const all = (groups: readonly Group[], className: string, by: LabelledBy): LabelledFiles[] =>
  groups.map(({ folder, split }) => ({ folder, files: folder.files, className, by, split }))

const byPrefix = (groups: readonly Group[]): LabelledFiles[] =>
  groups.map(({ folder, split }) => ({
    folder,
    files: folder.files,
    className: index => namePrefix(folder.files.at(index)),
    by: 'prefix',
    split,
  }))

/** Two beginnings of names or more, most of which two pictures or more share. */
function* prefixesTell(groups: readonly Group[]): Steps<boolean> {
  const counts = new Map<string, number>()
  let seen = 0
  for (const { folder } of groups)
    for (const name of folder.files) {
      if (seen++ % itemsAStep === 0) yield
      const prefix = namePrefix(name)
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
      if (counts.size > mostClasses) return false
    }
  const shared = [...counts.values()].filter(count => count > 1).length
  return counts.size > 1 && 2 * shared > counts.size
}

function byFolder(
  parts: readonly Group[] | null,
  folders: readonly Folder[],
  loose: readonly Group[],
  log: WalkLog,
): LabelledFiles[] {
  for (const { folder } of [...loose, ...(parts ?? [])])
    for (const name of folder.files) leaveOut(folder, name, problem('data.no-class', {}), log)
  const classes = parts
    ? parts.flatMap(({ folder, split }) => classFolders(folder.folders, split))
    : classFolders(folders)
  return classes.flatMap(({ folder, name, split }) =>
    [...allFolders(folder)].map(inside => ({
      folder: inside,
      files: inside.files,
      className: name,
      by: 'folders' as const,
      split,
    })),
  )
}

/** A picture that can't be used, or a file that isn't one by its name. */
function leaveOut(folder: Folder, name: string, why: Problem, log: WalkLog): void {
  if (isNamedAsPicture(name)) log.problems.add({ path: filePath(folder, name), problem: why, used: false })
  else log.skipped++
}

/** By the table that is given, else by the first that names files which are there; nothing where there is none, unless one is asked for. */
async function byTable(
  groups: readonly Group[],
  settings: LabelSettings,
  sorted: SortedFiles,
  root: DataRoot,
  log: WalkLog,
): Promise<LabelledFiles[]> {
  const folders = groups.map(({ folder }) => folder)
  const found = await labelsFor(folders, settings, sorted.texts, root.path, log.signal)
  if (!found) return []
  const labelled: LabelledFiles[] = []
  for (const group of groups) labelled.push(await inSlices(labelByTable(group, found, log), log.signal))
  const { count, first } = found.labels.unused()
  if (count > 0)
    log.problems.add({
      path: found.table,
      problem: problem('data.csv-missing', { count, first }),
      used: true,
    })
  return labelled
}

function* labelByTable(
  { folder, split }: Group,
  { table, labels }: { readonly table: string; readonly labels: Labels },
  log: WalkLog,
): Steps<LabelledFiles> {
  const files = new PackedNames()
  const classes = new NameIndex()
  const classOf = new Uint32Array(folder.files.length)
  let seen = 0
  for (const name of folder.files) {
    if (seen++ % itemsAStep === 0) yield
    const label = labels.of(pathInside(folder, name))
    if (label === undefined) leaveOut(folder, name, problem('data.no-label', { table }), log)
    else {
      classOf[files.length] = classes.add(label)
      files.push(name)
    }
  }
  const className = (index: number) => classes.names.at(classOf[index]!)
  return { folder, files: files.trim(), className, by: 'csv', split }
}

const pathInside = (folder: Folder, name: string) =>
  filePath(folder, name).slice(folder.reader.archive === null ? 0 : folder.reader.archive.length + 1)
