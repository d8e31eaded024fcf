import { input, knownLengths, type OpDef, type } from './op.ts'

/** Mean 0, standard deviation 1. Inputs: shape, seed [2]; the same seed gives the same numbers. */
export const statelessRandomNormal: OpDef<'StatelessRandomNormal'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: 'float32', shape: knownLengths(input(inputs, 0)) }],
  encode: node => ({
    dtype: type('float32'),
    T: type('int32'),
    Tseed: type(input(node.inputs, 1).dtype),
  }),
  gradient: null,
}
