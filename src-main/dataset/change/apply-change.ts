import { assertNever } from '../../shared/assert-never.ts'
import type { DatasetChange } from '../../shared/contract/data-changes.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { seededRandom, shuffle } from '../random.ts'
import { excluded, splitCodes, splitPictures, undecided } from '../split.ts'
import { mostClasses } from '../store/layout.ts'
import type { DatasetContent } from './content.ts'

/** A change that writes labels, parts and names anew and leaves the pixels alone. */
export type ContentChange = Exclude<DatasetChange, { readonly kind: 'add' }>

/** The content after a change. Problems: `data.no-such-picture`, `data.no-such-class`, `data.class-exists`, `data.too-many-classes`. */
export function applyChange(content: DatasetContent, change: ContentChange): Result<DatasetContent> {
  if ('pictures' in change) {
    const wrong = change.pictures.find(index => !(index in content.labels))
    if (wrong !== undefined) return failure('data.no-such-picture', { index: wrong })
  }
  switch (change.kind) {
    case 'exclude':
      return success({ ...content, split: withAll(content.split, change.pictures, () => excluded) })
    case 'include':
      return success({ ...content, split: included(content, change.pictures) })
    case 'relabel':
      return relabel(content, change.pictures, change.className)
    case 'move':
      return success({
        ...content,
        split: withAll(content.split, change.pictures, () => splitCodes[change.part]),
      })
    case 'rename-class':
      return renameClass(content, change.className, change.to)
    case 'merge-classes':
      return mergeClasses(content, change.from, change.into)
    case 'rebalance':
      return success({ ...content, split: rebalanced(content, change.most) })
    case 'split':
      return success({ ...content, seed: change.seed, split: splitAnew(content, change) })
    case 'rename':
      return success({ ...content, name: change.name })
    default:
      return assertNever(change)
  }
}

function withAll(split: Uint8Array, pictures: readonly number[], code: (index: number) => number) {
  const changed = split.slice()
  for (const index of pictures) changed[index] = code(index)
  return changed
}

/** Excluded pictures get a part by the seed, in the proportion that the parts have. */
function included({ split, seed }: DatasetContent, pictures: readonly number[]): Uint8Array {
  const counts = [0, 0, 0]
  for (const code of split) if (code !== excluded) counts[code]!++
  const inUse = counts[0]! + counts[1]! + counts[2]!
  return withAll(split, pictures, index => {
    if (split[index] !== excluded) return split[index]!
    const place = seededRandom(seed, index)() * inUse
    if (place < counts[splitCodes.test]!) return splitCodes.test
    return place < counts[splitCodes.test]! + counts[splitCodes.validation]!
      ? splitCodes.validation
      : splitCodes.train
  })
}

function relabel(
  content: DatasetContent,
  pictures: readonly number[],
  className: string,
): Result<DatasetContent> {
  const known = content.classes.indexOf(className)
  const classes = known < 0 ? [...content.classes, className] : content.classes
  if (classes.length > mostClasses)
    return failure('data.too-many-classes', { found: classes.length, limit: mostClasses })
  const labels = content.labels.slice()
  for (const index of pictures) labels[index] = known < 0 ? classes.length - 1 : known
  return success({ ...content, classes, labels, split: included(content, pictures) })
}

function renameClass(content: DatasetContent, from: string, to: string): Result<DatasetContent> {
  const { classes } = content
  if (!classes.includes(from)) return failure('data.no-such-class', { className: from })
  if (classes.includes(to) && to !== from) return failure('data.class-exists', { className: to })
  return success({ ...content, classes: classes.map(name => (name === from ? to : name)) })
}

/** `into` may be one of `from`, another class, or a new name, which then takes the place of the first. */
function mergeClasses(
  content: DatasetContent,
  from: readonly string[],
  into: string,
): Result<DatasetContent> {
  const { classes } = content
  const merged = new Set(from.map(name => classes.indexOf(name)))
  const missing = from.find(name => !classes.includes(name))
  if (missing !== undefined) return failure('data.no-such-class', { className: missing })
  const known = classes.indexOf(into)
  const target = known >= 0 ? known : Math.min(...merged)
  return success({
    ...content,
    classes: classes.map((name, label) => (label === target ? into : name)),
    labels: content.labels.map(label => (merged.has(label) ? target : label)),
  })
}

function rebalanced({ classes, labels, split, seed }: DatasetContent, most: number): Uint8Array {
  const training: number[][] = classes.map(() => [])
  for (const [index, code] of split.entries())
    if (code === splitCodes.train) training[labels[index]!]!.push(index)
  const left = training.flatMap((own, label) => shuffle(own, seededRandom(seed, label)).slice(most))
  return withAll(split, left, () => excluded)
}

function splitAnew(
  { labels, split }: DatasetContent,
  change: { readonly validation: number; readonly test: number; readonly seed: number },
): Uint8Array {
  const inUse = [...split.keys()].filter(index => split[index] !== excluded)
  const drawn = splitPictures(
    inUse.map(index => labels[index]!),
    new Uint8Array(inUse.length).fill(undecided),
    change,
  )
  const parts = split.slice()
  for (const [place, index] of inUse.entries()) parts[index] = drawn[place]!
  return parts
}
