import { firstType, input, int, type OpDef, type } from './op.ts'

/** Inputs: `n` lists of positions, then `n` lists of rows; puts each row at its position. */
export const dynamicStitch: OpDef<'DynamicStitch'> = {
  outputs: ['merged'],
  infer: inputs => {
    const rows = input(inputs, inputs.length / 2)
    return [{ dtype: rows.dtype, shape: ['b', ...rows.shape.slice(1)] }]
  },
  encode: node => ({
    ...firstType(node),
    N: int(node.inputs.length / 2),
    T: type(input(node.inputs, node.inputs.length / 2).dtype),
  }),
  gradient: null,
}
