import { firstType, input, type OpDef, typeOf } from './op.ts'

/** Inputs: the output's gradient, the output. */
export const reluGrad: OpDef<'ReluGrad'> = {
  outputs: ['backprops'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: null,
}
