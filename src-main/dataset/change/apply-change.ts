import { assertNever } from '../../shared/assert-never.ts'
import type { DatasetChange } from '../../shared/contract/data-changes.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { extendSplit } from '../extend-split.ts'
import { excluded, splitCodes, undecided } from '../parts.ts'
import { checkClasses } from './check-classes.ts'
import { mergeClasses, nameClass, renameClass } from './class-names.ts'
import type { DatasetContent } from './content.ts'
import { rebalance, splitAnew } from './divide.ts'
import { takeOver } from './take-over.ts'

/** A change that writes labels, parts and names anew and leaves the pixels alone. */
export type ContentChange = Exclude<DatasetChange, { readonly kind: 'add' }>

/**
 * The content after a change; pictures stay as many, and those that are excluded stay so unless the change names them. Problems:
 * `data.not-found` (what is to be taken over from), `data.no-such-picture`, `data.no-such-class`, `data.class-exists`, `data.class-name-empty`, `data.too-many-classes`, and where a class would lose its last
 * training picture `data.no-training-left`.
 */
export function applyChange(content: DatasetContent, change: ContentChange): Result<DatasetContent> {
  if ('pictures' in change) {
    const wrong = change.pictures.find(index => !(index in content.labels))
    if (wrong !== undefined) return failure('data.no-such-picture', { index: wrong })
  }
  const changed = withChange(content, change)
  return changed.ok ? checkClasses(content, changed.value) : changed
}

function withChange(content: DatasetContent, change: ContentChange): Result<DatasetContent> {
  switch (change.kind) {
    case 'exclude':
      return success({ ...content, split: withAll(content.split, change.pictures, excluded) })
    case 'include':
      return success({ ...content, split: included(content, change.pictures) })
    case 'relabel':
      return relabel(content, change.pictures, change.className)
    case 'move': {
      const moving = change.pictures.filter(index => content.split[index] !== excluded)
      return success({ ...content, split: withAll(content.split, moving, splitCodes[change.part]) })
    }
    case 'rename-class':
      return renameClass(content, change.className, change.to)
    case 'merge-classes':
      return mergeClasses(content, change.from, change.into)
    case 'rebalance':
      return success(rebalance(content, change.most))
    case 'split':
      return success(splitAnew(content, change))
    case 'take-over':
      return content.counterpart
        ? success(takeOver(content, content.counterpart))
        : failure('data.not-found', { id: change.from })
    case 'rename':
      return success({ ...content, name: change.name })
    default:
      return assertNever(change)
  }
}

function withAll(split: Uint8Array, pictures: readonly number[], code: number) {
  const changed = split.slice()
  for (const index of pictures) changed[index] = code
  return changed
}

/** Excluded pictures get a part by the seed, in the proportions that the parts have. */
function included(content: DatasetContent, pictures: readonly number[]): Uint8Array {
  const split = content.split.slice()
  const coming = [...new Set(pictures)].filter(index => split[index] === excluded)
  const labels = Uint16Array.from(coming, index => content.labels[index]!)
  const parts = extendSplit(content, labels, new Uint8Array(coming.length).fill(undecided))
  for (const [place, index] of coming.entries()) split[index] = parts[place]!
  return split
}

function relabel(
  content: DatasetContent,
  pictures: readonly number[],
  className: string,
): Result<DatasetContent> {
  const named = nameClass(content.classes, className)
  if (!named.ok) return named
  const labels = content.labels.slice()
  for (const index of pictures) labels[index] = named.value.label
  const relabelled = { ...content, classes: named.value.classes, labels }
  return success({ ...relabelled, split: included(relabelled, pictures) })
}
