import type { Preprocessing } from './data.ts'

/** An original and what would become of it; both are addresses of PNGs, good until the next preview but one. */
export interface PreviewedPicture {
  readonly source: string
  readonly before: string
  readonly after: string
}

export interface PreviewRequests {
  /** A few of a data set's pictures, prepared anew from their originals; those that have gone are left out. */
  'data:preview': { params: { datasetId: string; as: Preprocessing }; result: readonly PreviewedPicture[] }
}

export const previewRequestNames = ['data:preview'] as const satisfies readonly (keyof PreviewRequests)[]
