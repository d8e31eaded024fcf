import { assertNever } from '../../shared/assert-never.ts'
import type { DatasetChange } from '../../shared/contract/data-changes.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { extendSplit } from '../extend-split.ts'
import { excluded, splitCodes, undecided } from '../parts.ts'
import { atOnce, itemsAStep, type Steps } from '../steps.ts'
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
export const applyChange = (content: DatasetContent, change: ContentChange): Result<DatasetContent> =>
  atOnce(changeInSteps(content, change))

/** The same for many pictures. */
export function* changeInSteps(
  content: DatasetContent,
  change: ContentChange,
): Steps<Result<DatasetContent>> {
  if ('pictures' in change) {
    const wrong = yield* notThere(change.pictures, content.labels.length)
    if (wrong !== undefined) return failure('data.no-such-picture', { index: wrong })
  }
  const changed = yield* withChange(content, change)
  return changed.ok ? yield* checkClasses(content, changed.value) : changed
}

function* notThere(pictures: readonly number[], images: number): Steps<number | undefined> {
  for (const [place, index] of pictures.entries()) {
    if (place % itemsAStep === 0) yield
    if (!(Number.isInteger(index) && index >= 0 && index < images)) return index
  }
  return undefined
}

function* withChange(content: DatasetContent, change: ContentChange): Steps<Result<DatasetContent>> {
  switch (change.kind) {
    case 'exclude':
      return success({ ...content, split: yield* withAll(content.split, change.pictures, excluded) })
    case 'include':
      return success({ ...content, split: yield* included(content, change.pictures) })
    case 'relabel':
      return yield* relabel(content, change.pictures, change.className)
    case 'move':
      return success({
        ...content,
        split: yield* withAll(content.split, change.pictures, splitCodes[change.part], isInUse),
      })
    case 'rename-class':
      return renameClass(content, change.className, change.to)
    case 'merge-classes':
      return yield* mergeClasses(content, change.from, change.into)
    case 'rebalance':
      return success(yield* rebalance(content, change.most))
    case 'split':
      return success(yield* splitAnew(content, change))
    case 'take-over':
      return content.counterpart
        ? success(yield* takeOver(content, content.counterpart))
        : failure('data.not-found', { id: change.from })
    case 'rename':
      return success({ ...content, name: change.name })
    default:
      return assertNever(change)
  }
}

const isInUse = (code: number) => code !== excluded

function* withAll(
  split: Uint8Array,
  pictures: readonly number[],
  code: number,
  where: (code: number) => boolean = () => true,
): Steps<Uint8Array> {
  const changed = split.slice()
  for (const [place, index] of pictures.entries()) {
    if (place % itemsAStep === 0) yield
    if (where(split[index]!)) changed[index] = code
  }
  return changed
}

/** Excluded pictures get a part by the seed, in the proportions that the parts have. */
function* included(content: DatasetContent, pictures: readonly number[]): Steps<Uint8Array> {
  const split = content.split.slice()
  const coming = new Uint32Array(pictures.length)
  const labels = new Uint16Array(pictures.length)
  let count = 0
  for (const [place, index] of pictures.entries()) {
    if (place % itemsAStep === 0) yield
    if (split[index] !== excluded) continue
    split[index] = undecided // so that a picture that is named twice comes once
    labels[count] = content.labels[index]!
    coming[count++] = index
  }
  const given = new Uint8Array(count).fill(undecided)
  const parts = yield* extendSplit(content, labels.subarray(0, count), given)
  for (let place = 0; place < count; place++) {
    if (place % itemsAStep === 0) yield
    split[coming[place]!] = parts[place]!
  }
  return split
}

function* relabel(
  content: DatasetContent,
  pictures: readonly number[],
  className: string,
): Steps<Result<DatasetContent>> {
  const named = nameClass(content.classes, className)
  if (!named.ok) return named
  const labels = content.labels.slice()
  for (const [place, index] of pictures.entries()) {
    if (place % itemsAStep === 0) yield
    labels[index] = named.value.label
  }
  const relabelled = { ...content, classes: named.value.classes, labels }
  return success({ ...relabelled, split: yield* included(relabelled, pictures) })
}
