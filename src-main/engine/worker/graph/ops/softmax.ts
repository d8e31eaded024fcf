import { firstType, input, type OpDef, typeOf } from './op.ts'

export const softmax: OpDef<'Softmax'> = {
  outputs: ['softmax'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: null,
}
