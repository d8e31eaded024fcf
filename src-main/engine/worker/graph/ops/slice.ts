import { firstType, input, knownLengths, type OpDef, type } from './op.ts'

/** Inputs: value, where to begin, how much to take (-1: the rest). */
export const slice: OpDef<'Slice'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 0).dtype, shape: knownLengths(input(inputs, 2)) }],
  encode: node => ({ ...firstType(node), Index: type('int32') }),
  gradient: null,
}
