import { expectRank, firstType, input, type OpDef, type } from './op.ts'

/** Index of the largest value of each row. */
export const argMax: OpDef<'ArgMax'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: 'int32', shape: expectRank(input(inputs, 0), 2).slice(0, 1) }],
  encode: node => ({ ...firstType(node), Tidx: type('int32'), output_type: type('int32') }),
  gradient: null,
}
