import type { Shape } from '../../shared/architecture/spec.ts'
import type { Preprocessing } from '../../shared/contract/data.ts'
import type { Problem } from '../../shared/result.ts'

/**
 * A picture to prepare: a file, a file's bytes, or pixels in hand (height x width x channels, uint8) as IDX files hold
 * them.
 */
export type PictureSource = string | Uint8Array | { readonly pixels: Uint8Array; readonly shape: Shape }

/** A picture prepared (uint8, height x width x channels), perhaps with a remark; or why it could not be. */
export type Outcome =
  | { readonly pixels: Uint8Array; readonly remark?: Problem }
  | { readonly problem: Problem }

export interface ToDecoder {
  readonly id: number
  readonly sources: readonly PictureSource[]
  readonly preprocessing: Preprocessing
}

export type FromDecoder =
  /** Loaded and waiting; the first message. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'outcomes'; readonly id: number; readonly outcomes: readonly Outcome[] }
  /** A bug in the decoder. */
  | { readonly kind: 'crash'; readonly id: number; readonly message: string; readonly stack: string }
