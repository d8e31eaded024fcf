import { input, knownLengths, type OpDef, type } from './op.ts'
import { encodePool } from './slide.ts'

export const avgPoolGrad: OpDef<'AvgPoolGrad'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 1).dtype, shape: knownLengths(input(inputs, 0)) }],
  encode: node => ({ ...encodePool(node.attributes), T: type(input(node.inputs, 1).dtype) }),
  gradient: null,
}
