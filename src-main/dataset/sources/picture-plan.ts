import type { SplitName } from '../../shared/contract/data.ts'
import type { LabelledBy } from '../../shared/contract/data-preview.ts'
import { excluded, splitCodes, undecided } from '../parts.ts'
import { isNamedAsArchive, isNamedAsPicture, naturalOrder } from '../scan/names.ts'
import { type FileReader, type Folder, filePath } from '../scan/tree.ts'
import { itemsAStep, type Steps } from '../steps.ts'
import type { ImportPlan } from './import-plan.ts'

/** The files of a folder (not of those in it) with their classes. */
export interface LabelledFiles {
  readonly folder: Folder
  readonly files: readonly string[]
  /** Of all files, or of each. */
  readonly className: string | ((file: string) => string)
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
  const total = groups.reduce((sum, { files }) => sum + files.length, 0)
  const names: string[] = []
  const groupOf = new Uint32Array(total)
  const labels = new Uint32Array(total)
  const found = new Map<string, number>()
  for (const [place, { files, className }] of groups.entries())
    for (const file of files) {
      if (names.length % itemsAStep === 0) yield
      const name = typeof className === 'string' ? className : className(file)
      const label = found.get(name) ?? found.size
      found.set(name, label)
      labels[names.length] = label
      groupOf[names.length] = place
      names.push(file)
    }
  const classes = [...found.keys()].sort(naturalOrder)
  const places = new Map(classes.map((name, place) => [name, place]))
  const inOrder = Uint32Array.from(found.keys(), name => places.get(name)!)

  const ownPath = (own: number) => filePath(groups[groupOf[own]!]!.folder, names[own]!)
  const order = new Uint32Array(total)
  for (let own = 0; own < total; own++) order[own] = own
  const { place } = reader
  if (place) {
    const stands = Float64Array.from(names, (_, own) => place(ownPath(own)))
    order.sort((a, b) => stands[a]! - stands[b]!)
  }
  const path = (index: number) => ownPath(order[index]!)
  return {
    total,
    classes,
    sources: reader.pictures(paths()),
    label: index => inOrder[labels[order[index]!]!]!,
    part: index => {
      const { split } = groups[groupOf[order[index]!]!]!
      return split === null ? undecided : split === 'excluded' ? excluded : splitCodes[split]
    },
    describe: path,
    isExpected: index => isNamedAsPicture(path(index)) || isNamedAsArchive(path(index)),
  }

  function* paths() {
    for (let index = 0; index < total; index++) yield path(index)
  }
}
