import type { ColorMode, PicturePart } from './data.ts'
import type { DatasetChange } from './data-changes.ts'

/** `good`: nothing to do; `note`: worth a look; `warning`: the network learns worse; `problem`: its numbers would be wrong. */
export type Severity = 'good' | 'note' | 'warning' | 'problem'

/** What the sentences of each kind of finding say. A data set has one finding of a kind at most. */
export interface FindingValues {
  /** Files that could not be used, and those that were used with a remark; `data:problems` lists them. */
  readonly files: { readonly unusable: number; readonly remarked: number }
  /** Pictures equal to the last pixel: how many different ones, and how many copies beside the first of each. */
  readonly duplicates: { readonly groups: number; readonly copies: number }
  /** Equal pictures in different parts of the split: the test (or validation) knows what training saw. */
  readonly 'duplicates-across-split': {
    readonly groups: number
    /** Pictures of the test, and of validation, that stand in a part before theirs too. */
    readonly test: number
    readonly validation: number
  }
  /** Equal pictures in different classes. */
  readonly 'duplicates-across-classes': { readonly groups: number; readonly pictures: number }
  /** Pictures that look the same without being equal. */
  readonly 'near-duplicates': { readonly groups: number; readonly copies: number }
  readonly 'near-duplicates-across-split': {
    readonly groups: number
    readonly test: number
    readonly validation: number
  }
  /** Pictures of one colour all over. */
  readonly blank: { readonly pictures: number }
  /** Classes with fewer training pictures than `least`. */
  readonly 'few-pictures': {
    readonly least: number
    /** As many pictures in all a class should have, so that one of those held back moves its accuracy by a tenth at most. */
    readonly advisable: number
    readonly classes: readonly { readonly name: string; readonly pictures: number }[]
  }
  /** How the training pictures are shared out; `guess`: the share of `guessed`, the class with most, of all `pictures` in use, in every part together. */
  readonly balance: {
    readonly guessed: string
    readonly pictures: number
    readonly largest: string
    readonly smallest: string
    /** Training pictures of the two. */
    readonly most: number
    readonly fewest: number
    readonly guess: number
  }
  /** Classes without a validation picture, though they have two pictures or more. */
  readonly 'no-validation': { readonly classes: readonly string[] }
  /** Stored in colour though no picture has any, or stored grey though the originals are in colour. */
  readonly color: { readonly stored: 'rgb' | 'grey'; readonly found: 'rgb' | 'grey'; readonly looked: number }
  /** Originals that had to be enlarged to twice their size or more. */
  readonly 'tiny-pictures': { readonly pictures: number; readonly height: number; readonly width: number }
  /** Pictures unlike the rest of their class. */
  readonly 'far-from-class': { readonly pictures: number; readonly times: number }
  /** Labels that the network of a run firmly disagrees with. */
  readonly 'doubtful-labels': {
    readonly runId: string
    readonly pictures: number
    readonly examined: number
    /**
     * Of both, those that the run did not learn from; the others it may know by heart, wrong label and all. Undefined where it learnt from
     * another data set, of whose pictures some may be in this one.
     */
    readonly unseen: { readonly pictures: number; readonly examined: number } | undefined
  }
}

export const findingKinds = [
  'files',
  'duplicates',
  'duplicates-across-split',
  'duplicates-across-classes',
  'near-duplicates',
  'near-duplicates-across-split',
  'blank',
  'few-pictures',
  'balance',
  'no-validation',
  'color',
  'tiny-pictures',
  'far-from-class',
  'doubtful-labels',
] as const satisfies readonly (keyof FindingValues)[]

export type FindingKind = keyof FindingValues

export type CureLabel =
  /** Of each group of copies one stays. */
  | 'keep-one-each'
  | 'exclude-all'
  /** Copies leave the part that would flatter: they stay where the test, else validation, has them. */
  | 'exclude-from-training'
  /** No class has more training pictures than the change says. */
  | 'rebalance'
  | 'split-again'
  | 'exclude-class'

export type Cure =
  | { readonly label: CureLabel; readonly change: Exclude<DatasetChange, { readonly kind: 'add' }> }
  /** The data set is prepared anew from where it came from, as another one. */
  | { readonly label: 'prepare-in-color' | 'prepare-as-grey'; readonly color: ColorMode }
  /** A person chooses pictures that become of this class. */
  | { readonly label: 'add-pictures'; readonly className: string }

export type Finding = {
  readonly [Kind in FindingKind]: {
    readonly kind: Kind
    readonly severity: Severity
    /** Groups of pictures that `data:finding-pictures` can show. */
    readonly groups: number
    readonly values: FindingValues[Kind]
    readonly cures: readonly Cure[]
  }
}[FindingKind]

/** Counts in bins from `from` to `to`, all of one width; the last bin holds `to` itself. */
export interface Histogram {
  readonly from: number
  readonly to: number
  readonly counts: readonly number[]
}

export interface DatasetStatistics {
  /** In use, excluded ones left out. */
  readonly pictures: number
  /** Pictures by their brightness: the mean of their pixels, 0 to 255. */
  readonly brightness: Histogram
  /** Over every pixel of the pictures in use, 0 to 255; a number a channel. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  /** Originals by the longer side in pixels, in bins of powers of two, and the most frequent sizes; null: not known. */
  readonly sizes: {
    /** `counts[n]`: longer side from 2^n to 2^(n+1) - 1. */
    readonly counts: readonly number[]
    readonly smallest: { readonly height: number; readonly width: number }
    readonly largest: { readonly height: number; readonly width: number }
    readonly frequent: readonly {
      readonly height: number
      readonly width: number
      readonly pictures: number
    }[]
  } | null
}

export interface DoctorReport {
  readonly datasetId: string
  /** The most severe first. */
  readonly findings: readonly Finding[]
  readonly statistics: DatasetStatistics
  /** Wall time that the examination took. */
  readonly seconds: number
}

export interface FoundPicture {
  /** Shown by `pictureUrl(datasetId, index)`. */
  readonly index: number
  readonly source: string
  readonly className: string
  readonly part: PicturePart
  /** The network's opinion, of a doubtful label. */
  readonly guess?: { readonly className: string; readonly probability: number }
  /** The original's, of a tiny picture. */
  readonly size?: { readonly height: number; readonly width: number }
  /** How many times as far from the class as is usual in it. */
  readonly distance?: number
}

/** Groups belong together: copies of one picture, or a group of one. */
export interface FoundPictures {
  readonly total: number
  readonly groups: readonly (readonly FoundPicture[])[]
}

export interface DoctorRequests {
  /** One examination at a time (another one ends it with `data.examination-cancelled`); answered at once where the data set was examined before. */
  'data:examine': { params: { datasetId: string }; result: DoctorReport }
  'data:cancel-examine': { params: null; result: null }
  /** `offset` and `limit` count groups; the data set is examined first where it was not. */
  'data:finding-pictures': {
    params: { datasetId: string; kind: FindingKind; offset: number; limit: number }
    result: FoundPictures
  }
  /** Has the run's network look at every picture in use; its finding's pictures can be asked for from then on. */
  'data:doubtful-labels': { params: { datasetId: string; runId: string }; result: Finding }
}

export interface DoctorEvents {
  /** `done` of `total` steps of the work; they are no pictures. */
  'data:examine-progress': { readonly datasetId: string; readonly done: number; readonly total: number }
}

export const doctorRequestNames = [
  'data:examine',
  'data:cancel-examine',
  'data:finding-pictures',
  'data:doubtful-labels',
] as const satisfies readonly (keyof DoctorRequests)[]

export const doctorEventNames = ['data:examine-progress'] as const satisfies readonly (keyof DoctorEvents)[]
