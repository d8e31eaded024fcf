import { firstType, input, type OpDef, type, typeOf } from './op.ts'

/** A copy with some values replaced. Inputs: value, places [n, rank], new values [n]. */
export const tensorScatterUpdate: OpDef<'TensorScatterUpdate'> = {
  outputs: ['output'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: node => ({ ...firstType(node), Tindices: type(input(node.inputs, 1).dtype) }),
  gradient: null,
}
