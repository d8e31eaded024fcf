import { firstType, input, type OpDef } from './op.ts'

/** Half the sum of the squares. */
export const l2Loss: OpDef<'L2Loss'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 0).dtype, shape: [] }],
  encode: firstType,
  gradient: null,
}
