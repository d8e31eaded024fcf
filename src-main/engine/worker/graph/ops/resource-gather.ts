import { bool, held, input, int, type OpDef, type } from './op.ts'

/** Rows of a variable by their indices, without reading the rest. */
export const resourceGather: OpDef<'ResourceGather'> = {
  outputs: ['output'],
  infer: inputs => {
    const { dtype, shape } = held(input(inputs, 0))
    return [{ dtype, shape: [...input(inputs, 1).shape, ...shape.slice(1)] }]
  },
  encode: node => ({
    dtype: type(held(input(node.inputs, 0)).dtype),
    Tindices: type(input(node.inputs, 1).dtype),
    batch_dims: int(0),
    validate_indices: bool(true),
  }),
  gradient: null,
}
