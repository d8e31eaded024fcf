import { firstType, input, type OpDef, typeOf } from './op.ts'

export const sin: OpDef<'Sin'> = {
  outputs: ['y'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: null,
}
