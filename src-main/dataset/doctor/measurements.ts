import type { Shape } from '../../shared/architecture/spec.ts'
import { signatureLength } from './signature.ts'

/** Side of the grey miniature that looks are compared by. */
export const miniatureSide = 8
export const featureLength = miniatureSide * miniatureSide

/**
 * What the doctor keeps of each picture: about 170 bytes, however large it is. It follows from the pixels alone, so a cure does not have it
 * measured again.
 */
export interface Measurements {
  readonly count: number
  readonly shape: Shape
  /** The first 16 bytes of SHA-256 over the pixels, four words a picture. */
  readonly digests: Uint32Array
  /** Signatures of the pictures and of their middles enlarged, by which copies that were moved or cropped are found; `signatureLength` a picture. */
  readonly signatures: Uint8Array
  readonly enlarged: Uint8Array
  /** Grey miniatures, row by row, 0 to 255; `featureLength` a picture. */
  readonly miniatures: Uint8Array
  /** Sum and sum of squares of each channel, two numbers a channel and picture. */
  readonly sums: Float64Array
  /** `blankFlag` and `greyFlag`. */
  readonly flags: Uint8Array
}

/** The picture has one colour all over. */
export const blankFlag = 1
/** The picture has three channels and no colour. */
export const colorlessFlag = 2

/** Memory that threads share, so that measurements are never copied. */
export function allocateMeasurements(count: number, shape: Shape): Measurements {
  const shared = (bytes: number) => new SharedArrayBuffer(bytes)
  return {
    count,
    shape,
    digests: new Uint32Array(shared(16 * count)),
    signatures: new Uint8Array(shared(signatureLength * count)),
    enlarged: new Uint8Array(shared(signatureLength * count)),
    miniatures: new Uint8Array(shared(featureLength * count)),
    sums: new Float64Array(shared(16 * shape.channels * count)),
    flags: new Uint8Array(shared(count)),
  }
}
