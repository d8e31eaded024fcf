import type { SplitName } from '../../shared/contract/data.ts'
import type { LabelledBy } from '../../shared/contract/data-preview.ts'
import { excluded, splitCodes, undecided } from '../parts.ts'
import { NameIndex } from '../scan/name-index.ts'
import { isNamedAsArchive, isNamedAsPicture, naturalOrder } from '../scan/names.ts'
import type { PackedNames } from '../scan/packed-names.ts'
import { type FileReader, type Folder, filePath } from '../scan/tree.ts'
import { sortIndices } from '../sort-indices.ts'
import { itemsAStep, type Steps } from '../steps.ts'
import { mostClasses } from '../store/layout.ts'
import type { ImportPlan } from './import-plan.ts'

/** The files of a folder (not of those in it) with their classes. */
export interface LabelledFiles {
  readonly folder: Folder
  readonly files: PackedNames
  /** Of all files, or of each by its place among them. */
  readonly className: string | ((index: number) => string)
  /** How that was told. */
  readonly by: LabelledBy
  /** The part of the data that they belong to; null: to be drawn. */
  readonly split: SplitName | 'excluded' | null
}

/** A plan for each reader: what lies in one archive is read in one go. Classes are in natural order. */
export function* planPictures(labelled: readonly LabelledFiles[]): Steps<ImportPlan[]> {
  const byReader = new Map<FileReader, LabelledFiles[]>()
  for (const group of labelled) {
    const same = byReader.get(group.folder.reader)
    if (same) same.push(group)
    else byReader.set(group.folder.reader, [group])
  }
  const plans: ImportPlan[] = []
  for (const [reader, groups] of byReader) plans.push(yield* planFiles(reader, groups))
  return plans
}

/** Holds no more of a picture than its name and a few bytes: there may be millions. */
function* planFiles(reader: FileReader, groups: readonly LabelledFiles[]): Steps<ImportPlan> {
  const { classes, label } = yield* labelGroups(groups)
  const firsts = new Float64Array(groups.length)
  let total = 0
  for (const [place, { files }] of groups.entries()) {
    firsts[place] = total
    total += files.length
  }
  const groupOf = (own: number) => lastUpTo(firsts, own)
  const ownPath = (own: number) => {
    const group = groupOf(own)
    const { folder, files } = groups[group]!
    return filePath(folder, files.at(own - firsts[group]!))
  }
  const order = reader.place ? yield* readingOrder(total, ownPath, reader.place) : undefined
  const ownOf = (index: number) => order?.[index] ?? index
  const path = (index: number) => ownPath(ownOf(index))
  return {
    total,
    classes,
    sources: reader.pictures(paths()),
    label: index => {
      const own = ownOf(index)
      const group = groupOf(own)
      return label(group, own - firsts[group]!)
    },
    part: index => {
      const { split } = groups[groupOf(ownOf(index))]!
      return split === null ? undecided : split === 'excluded' ? excluded : splitCodes[split]
    },
    describe: path,
    isExpected: index => isNamedAsPicture(path(index)) || isNamedAsArchive(path(index)),
  }

  function* paths() {
    for (let index = 0; index < total; index++) yield path(index)
  }
}

/** The classes in natural order (of too many to be stored, in any), and the label of a file by its group and its place in that. */
function* labelGroups(
  groups: readonly LabelledFiles[],
): Steps<{ classes: readonly string[]; label(group: number, index: number): number }> {
  const found = new NameIndex()
  const labels: (number | Uint32Array)[] = []
  let seen = 0
  for (const { files, className } of groups) {
    yield
    if (files.length === 0) labels.push(0)
    else if (typeof className === 'string') labels.push(found.add(className))
    else {
      const own = new Uint32Array(files.length)
      for (let index = 0; index < own.length; index++) {
        if (seen++ % itemsAStep === 0) yield
        own[index] = found.add(className(index))
      }
      labels.push(own)
    }
  }
  const names = [...found.names]
  const classes = names.length > mostClasses ? names : names.toSorted(naturalOrder)
  const places = new Map(classes.map((name, place) => [name, place]))
  const inOrder = Uint32Array.from(names, name => places.get(name)!)
  return {
    classes,
    label(group, index) {
      const own = labels[group]!
      return inOrder[typeof own === 'number' ? own : own[index]!]!
    },
  }
}

/** The last of rising numbers that is no larger: its place. */
function lastUpTo(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (rising[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** Files as they stand in an archive that can only be read from its beginning. */
function* readingOrder(
  total: number,
  path: (own: number) => string,
  place: (path: string) => number,
): Steps<Uint32Array> {
  const stands = new Float64Array(total)
  for (let own = 0; own < total; own++) {
    if (own % itemsAStep === 0) yield
    stands[own] = place(path(own))
  }
  return yield* sortIndices(total, (a, b) => stands[a]! - stands[b]!)
}
