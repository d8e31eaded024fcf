import { firstType, input, type OpDef, typeOf } from './op.ts'
import { encodePool } from './slide.ts'

/** Inputs: the pooling's input, its output, the output's gradient. */
export const maxPoolGrad: OpDef<'MaxPoolGrad'> = {
  outputs: ['output'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: node => ({ ...encodePool(node.attributes), ...firstType(node) }),
  gradient: null,
}
