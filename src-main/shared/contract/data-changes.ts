import type { DatasetSummary, ImportSource, SplitName } from './data.ts'

export type GroupPicturesBy = 'duplicates' | 'name-prefix'

/** What can be done to a data set; each makes a new version of it. `pictures`: indices into the data set. */
export type DatasetChange =
  /** `className`: all of it becomes of this class; else its folders say. */
  | { readonly kind: 'add'; readonly source: ImportSource; readonly className?: string }
  /** Excluded pictures stay stored and are in no part of the data. */
  | { readonly kind: 'exclude' | 'include'; readonly pictures: readonly number[] }
  /** Makes the class where there is none of the name; excluded pictures come into use. */
  | { readonly kind: 'relabel'; readonly pictures: readonly number[]; readonly className: string }
  | { readonly kind: 'move'; readonly pictures: readonly number[]; readonly part: SplitName }
  | { readonly kind: 'rename-class'; readonly className: string; readonly to: string }
  | { readonly kind: 'merge-classes'; readonly from: readonly string[]; readonly into: string }
  /** No class keeps more than `most` training pictures; which ones, the data set's seed says. */
  | { readonly kind: 'rebalance'; readonly most: number }
  | {
      readonly kind: 'split'
      readonly validation: number
      readonly test: number
      readonly seed: number
      readonly together: GroupPicturesBy
    }
  /** Classes and parts of the pictures that came from the same files become what they are in the version `from` of another data set. */
  | { readonly kind: 'take-over'; readonly from: string }
  | { readonly kind: 'rename'; readonly name: string }

/** A change as a version keeps it: how many pictures it named or added, not which. */
export type MadeChange =
  | { readonly kind: 'add'; readonly pictures: number; readonly className?: string }
  | { readonly kind: 'exclude' | 'include'; readonly pictures: number }
  | { readonly kind: 'relabel'; readonly pictures: number; readonly className: string }
  | { readonly kind: 'move'; readonly pictures: number; readonly part: SplitName }
  /** `from`: the other data set's name; `fresh`: pictures that were not there; `gone`: pictures of it that are not here. */
  | {
      readonly kind: 'take-over'
      readonly from: string
      readonly pictures: number
      readonly fresh: number
      readonly gone: number
    }
  | Exclude<
      DatasetChange,
      { readonly kind: 'add' | 'exclude' | 'include' | 'relabel' | 'move' | 'take-over' }
    >

/** Where a version of a data set comes from. */
export interface Lineage {
  /** The id of the first version; all later ones share it. */
  readonly id: string
  /** 1 for the first version. */
  readonly number: number
  /** The id of the version that `change` was made to; null: this is the first. */
  readonly parent: string | null
  /** Null: it was imported. */
  readonly change: MadeChange | null
}

/** A run that names a version of a data set. */
export interface DependentRun {
  readonly id: string
  readonly name: string
}

export interface DatasetVersion {
  readonly id: string
  readonly number: number
  /** ISO 8601. */
  readonly created: string
  readonly change: MadeChange | null
  /** Pictures stored, and those of them that are in no part. */
  readonly images: number
  readonly excluded: number
  readonly fingerprint: string
  /** It is the one that `data:list` gives. */
  readonly current: boolean
  readonly neededByRuns: readonly DependentRun[]
}

export interface DataChangeRequests {
  /**
   * Makes a new version of the lineage's current one, which becomes the current one. What was undone before is dropped. Adding pictures
   * is an import: one at a time, `data:progress` tells of it and `data:cancel-import` ends it.
   */
  'data:change': { params: { datasetId: string; change: DatasetChange }; result: DatasetSummary }
  /** The version before becomes the current one. */
  'data:undo': { params: { datasetId: string }; result: DatasetSummary }
  'data:redo': { params: { datasetId: string }; result: DatasetSummary }
  /** The version itself becomes the current one of its lineage, whichever is now. */
  'data:make-current': { params: { datasetId: string }; result: DatasetSummary }
  /** Every version that is kept of the data set's lineage, the newest first. */
  'data:versions': { params: { datasetId: string }; result: readonly DatasetVersion[] }
  /** A version that a run names can always be shown, even when it is not the current one. */
  'data:get': { params: { datasetId: string }; result: DatasetSummary }
}

export const dataChangeRequestNames = [
  'data:change',
  'data:undo',
  'data:redo',
  'data:make-current',
  'data:versions',
  'data:get',
] as const satisfies readonly (keyof DataChangeRequests)[]
