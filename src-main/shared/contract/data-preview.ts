import type { ClassSummary, ImportOptions, Preprocessing, SplitName } from './data.ts'

/** An original and what would become of it; both are addresses of PNGs, good until the next preview but one. */
export interface PreviewedPicture {
  readonly source: string
  readonly before: string
  readonly after: string
}

/** How the classes of pictures were told: by folders, by what file names begin with, by a table, by the data file itself, or not yet. */
export type LabelledBy = 'folders' | 'prefix' | 'csv' | 'file' | 'hand'

/** An original that was found, and the address of its PNG, good until the next scan. */
export interface FoundExample {
  readonly source: string
  readonly className: string
  readonly before: string
}

/** What an import would find, told by names, without decoding more than a few pictures: what turns out to hold none is counted as pictures. */
export interface FoundData {
  /** What the data set would be called. */
  readonly name: string
  readonly pictures: number
  /** Files that are not named as pictures and may be some. */
  readonly unsure: number
  readonly classes: readonly Pick<ClassSummary, 'name' | 'images'>[]
  readonly labelledBy: readonly LabelledBy[]
  /** Pictures that come with a part of the data; the others' are drawn. */
  readonly given: Readonly<Record<SplitName, number>>
  /** Files that can't be used for reasons known already, and those that hold no picture. */
  readonly unusable: number
  readonly skipped: number
  readonly examples: readonly FoundExample[]
}

export interface PreviewRequests {
  /** A few of a data set's pictures, prepared anew from their originals; those that have gone are left out. */
  'data:preview': { params: { datasetId: string; as: Preprocessing }; result: readonly PreviewedPicture[] }
  /** Looks at what was dropped and keeps nothing. One at a time: another one ends it with `data.cancelled`, as `data:cancel-scan` does. */
  'data:scan': {
    params: { paths: readonly string[]; labels: NonNullable<ImportOptions['labels']> }
    result: FoundData
  }
  'data:cancel-scan': { params: null; result: null }
  /** The addresses of what would become of the last scan's examples, in their order; null: it can't be prepared. Good until the next time but one. */
  'data:scan-examples': { params: { as: Preprocessing }; result: readonly (string | null)[] }
}

export interface PreviewEvents {
  'data:scan-progress': { readonly files: number }
}

export const previewRequestNames = [
  'data:preview',
  'data:scan',
  'data:cancel-scan',
  'data:scan-examples',
] as const satisfies readonly (keyof PreviewRequests)[]

export const previewEventNames = ['data:scan-progress'] as const satisfies readonly (keyof PreviewEvents)[]
