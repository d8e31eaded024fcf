import type { Shape, Size } from '../../shared/architecture/spec.ts'
import type { Preprocessing } from '../../shared/contract/data.ts'
import type { Problem } from '../../shared/result.ts'

/** A file inside a zip archive: where its local header lies, how long it is there and unpacked, and its checksum. */
export interface ZippedFile {
  readonly zip: string
  readonly offset: number
  readonly compressed: number
  readonly size: number
  readonly crc32: number
  readonly deflated: boolean
}

/** A part of a file, as it stands there: a picture in a plain tar archive. */
export interface FilePart {
  readonly file: string
  readonly offset: number
  readonly length: number
}

/** Height x width x channels, uint8. */
export interface PixelsInHand {
  readonly pixels: Uint8Array
  readonly shape: Shape
}

/** A picture to prepare: a file, a part of one, a file's bytes, or pixels in hand; or why it can't be read. */
export type PictureSource =
  | string
  | Uint8Array
  | ZippedFile
  | FilePart
  | PixelsInHand
  | { readonly problem: Problem }

/**
 * A picture prepared (uint8, height x width x channels), `size` as it was before, upright, and perhaps a remark; or why it
 * could not be.
 */
export type Outcome =
  | { readonly pixels: Uint8Array; readonly size: Size; readonly remark?: Problem }
  | { readonly problem: Problem }

export interface Batch {
  readonly id: number
  readonly sources: readonly PictureSource[]
  readonly preprocessing: Preprocessing
}

export type ToDecoder =
  | Batch
  /** Nobody wants a batch any more; it is answered with what is there. */
  | { readonly drop: number }

export type FromDecoder =
  /** Loaded and waiting; the first message. */
  | { readonly kind: 'ready' }
  /** A picture of a batch is done; of every batch, once a second at most. */
  | { readonly kind: 'progress'; readonly id: number }
  | { readonly kind: 'outcomes'; readonly id: number; readonly outcomes: readonly Outcome[] }
  /** A bug in the decoder. */
  | { readonly kind: 'crash'; readonly id: number; readonly message: string; readonly stack: string }
