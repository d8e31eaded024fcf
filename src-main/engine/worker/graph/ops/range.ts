import { input, type OpDef, type } from './op.ts'

/** Inputs: start, limit, step; `length` names the unknown length. */
export const range: OpDef<'Range'> = {
  outputs: ['output'],
  infer: (inputs, { length }) => [{ dtype: input(inputs, 0).dtype, shape: [length] }],
  encode: node => ({ Tidx: type(input(node.inputs, 0).dtype) }),
  gradient: null,
}
