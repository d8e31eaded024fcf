import type { Size } from '../architecture/spec.ts'
import type { Problem } from '../result.ts'
import type { PicturePart } from './data.ts'

/** What a code of `ClassPictures.parts` stands for. */
export const partsByCode = [
  'train',
  'validation',
  'test',
  'excluded',
] as const satisfies readonly PicturePart[]

/** All pictures of a class in the order of the data set, those in no part of it too: few bytes each, so that any number is at hand at once. */
export interface ClassPictures {
  /** Indices into the data set. */
  readonly indices: Uint32Array
  /** Each one's part, a code of `partsByCode`. */
  readonly parts: Uint8Array
}

/** Where pictures are in a version of the data set, in the order in which they were asked for. */
export interface PicturePlaces {
  /** Indices into the classes of the data set. */
  readonly labels: Uint16Array
  /** Codes of `partsByCode`. */
  readonly parts: Uint8Array
}

/** The file that a picture was imported from, as it is now. */
export interface Original {
  readonly source: string
  /** Its own size, turned upright; or why it can't be shown: files may be moved and deleted, the stored picture stays. */
  readonly found: { readonly size: Size } | { readonly problem: Problem }
}

export interface PictureRequests {
  'data:class-pictures': { params: { datasetId: string; classIndex: number }; result: ClassPictures }
  'data:picture-places': {
    params: { datasetId: string; indices: readonly number[] }
    result: PicturePlaces
  }
  /** Once it is answered, `originalUrl` shows it. */
  'data:original': { params: { datasetId: string; index: number }; result: Original }
}

export const pictureRequestNames = [
  'data:class-pictures',
  'data:picture-places',
  'data:original',
] as const satisfies readonly (keyof PictureRequests)[]

/** Thumbnails need no more pixels than this on a side, at twice the density. */
export const thumbnailSide = 104

/** Address of several stored pictures side by side in one, each reduced to `thumbnailSide` where it is larger. */
export const stripUrl = (datasetId: string, indices: readonly number[]) =>
  `app://data/strip/${datasetId}/${indices.join('-')}.png`

/** Longest side of an original as it is shown. */
export const originalSide = 512

/** Address of the original of a stored picture, in colour, at most `originalSide` pixels long. */
export const originalUrl = (datasetId: string, index: number) =>
  `app://data/original/${datasetId}/${index}.png`
