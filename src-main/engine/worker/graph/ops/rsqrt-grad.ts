import { firstType, input, type OpDef, typeOf } from './op.ts'

/** Inputs: the output, its gradient. */
export const rsqrtGrad: OpDef<'RsqrtGrad'> = {
  outputs: ['z'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: null,
}
