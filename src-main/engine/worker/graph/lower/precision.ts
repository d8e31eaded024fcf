import type { Layer } from '../../../../shared/architecture/spec.ts'
import { assertNever } from '../../../../shared/assert-never.ts'
import type { Precision } from '../../../../shared/training-settings.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { DType } from '../tensor-type.ts'

/**
 * What a layer's values are while training (Micikevicius et al. 2018, section 3): with bfloat16 those of the layers where the time goes and of
 * what lies between them; normalisation, means and whatever has few values stay float32, as do the weights themselves and the loss.
 */
export function dtypeOf({ kind }: Layer, precision: Precision): DType {
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

export const asType = (graph: Graph, x: Tensor, dtype: DType): Tensor =>
  x.dtype === dtype ? x : graph.add('Cast', [x], { to: dtype })
