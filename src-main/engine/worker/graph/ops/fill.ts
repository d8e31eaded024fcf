import { input, knownLengths, type OpDef, type } from './op.ts'

export const fill: OpDef<'Fill'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 1).dtype, shape: knownLengths(input(inputs, 0)) }],
  encode: node => ({ T: type(input(node.inputs, 1).dtype), index_type: type('int32') }),
  gradient: null,
}
