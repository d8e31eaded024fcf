import { firstType, input, type OpDef, typeOf } from './op.ts'

export const floor: OpDef<'Floor'> = {
  outputs: ['y'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: null,
}
