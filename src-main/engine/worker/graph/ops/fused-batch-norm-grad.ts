import { encodeBatchNorm } from './fused-batch-norm.ts'
import { input, type OpDef, typeOf } from './op.ts'

/** Inputs: the output's gradient, picture, scale, and what the forward operator kept. Outputs: gradients of picture, scale and offset, and two without use. */
export const fusedBatchNormGrad: OpDef<'FusedBatchNormGradV3'> = {
  outputs: ['x_backprop', 'scale_backprop', 'offset_backprop', 'reserve_space_4', 'reserve_space_5'],
  infer: inputs => {
    const channel = typeOf(input(inputs, 2))
    const none = { dtype: 'float32', shape: [0] } as const
    return [typeOf(input(inputs, 1)), channel, channel, none, none]
  },
  encode: encodeBatchNorm,
  gradient: null,
}
