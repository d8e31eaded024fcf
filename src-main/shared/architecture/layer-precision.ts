import { assertNever } from '../assert-never.ts'
import type { Precision } from '../training-settings.ts'
import type { Layer } from './spec.ts'

/**
 * What a layer's values are while training (Micikevicius et al. 2018, section 3): with bfloat16 those of the layers where the time goes and of
 * what lies between them; normalisation, means and whatever has few values stay float32, as do the weights themselves and the loss.
 */
export function precisionOf({ kind }: Layer, precision: Precision): Precision {
  switch (kind) {
    case 'conv2d':
    case 'pool':
    case 'dropout':
    case 'dense':
      return precision
    case 'global-average-pool':
    case 'subsample':
    case 'lrn':
    case 'batch-norm':
      return 'float32'
    default:
      return assertNever(kind)
  }
}
