import type { Shape } from '../../shared/architecture/spec.ts'
import type { Finding } from '../../shared/contract/data-doctor.ts'
import type { DatasetContent } from '../change/content.ts'
import { excluded, splitCodes } from '../parts.ts'
import type { Groups } from './groups.ts'
import type { Measurements } from './measurements.ts'

/** What findings are drawn from. */
export interface Subject {
  readonly shape: Shape
  readonly content: DatasetContent
  readonly measurements: Measurements
  /** Height and width of each original; null: not known. */
  readonly sizes: Uint16Array | null
  readonly files: { readonly unusable: number; readonly remarked: number }
  /** Indices of the pictures in use, ascending. */
  readonly inUse: Int32Array
}

/** The pictures of a finding, and numbers beside them, one (of `sizes` two: height and width) for each of `groups.members`. */
export interface Listing {
  readonly groups: Groups
  readonly distances?: Float32Array
  readonly sizes?: Uint16Array
  readonly guesses?: { readonly classes: Uint16Array; readonly probabilities: Float32Array }
}

export interface Found {
  readonly finding: Finding
  readonly listing?: Listing
}

export function picturesInUse(split: Uint8Array): Int32Array {
  const indices = new Int32Array(split.length)
  let count = 0
  for (let index = 0; index < split.length; index++) if (split[index] !== excluded) indices[count++] = index
  return indices.slice(0, count)
}

/** Training pictures of each class. */
export function trainingCounts({ classes, labels, split }: DatasetContent): Uint32Array {
  const counts = new Uint32Array(classes.length)
  for (let index = 0; index < labels.length; index++)
    if (split[index] === splitCodes.train) counts[labels[index]!]!++
  return counts
}

/** Those of `pictures` that can be excluded while every class that has training pictures keeps one. */
export function excludable(content: DatasetContent, pictures: Iterable<number>): number[] {
  const left = trainingCounts(content)
  return [...pictures].filter(picture => {
    if (content.split[picture] !== splitCodes.train) return true
    const label = content.labels[picture]!
    if (left[label]! <= 1) return false
    left[label]!--
    return true
  })
}
