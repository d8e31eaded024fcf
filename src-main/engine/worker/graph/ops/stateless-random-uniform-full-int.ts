import { input, knownLengths, type OpDef, type } from './op.ts'

/** int32 of all values there are. Inputs: shape, seed [2]; the same seed gives the same numbers. */
export const statelessRandomUniformFullInt: OpDef<'StatelessRandomUniformFullInt'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: 'int32', shape: knownLengths(input(inputs, 0)) }],
  encode: node => ({
    dtype: type('int32'),
    T: type('int32'),
    Tseed: type(input(node.inputs, 1).dtype),
  }),
  gradient: null,
}
