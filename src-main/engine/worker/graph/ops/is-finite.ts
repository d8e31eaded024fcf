import { firstType, input, type OpDef } from './op.ts'

export const finite: OpDef<'IsFinite'> = {
  outputs: ['y'],
  infer: inputs => [{ dtype: 'bool', shape: input(inputs, 0).shape }],
  encode: firstType,
  gradient: null,
}
