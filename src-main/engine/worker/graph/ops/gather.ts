import { input, int, type OpDef, type } from './op.ts'

/** Rows of the first input by the indices of the second. Inputs: values, indices, axis 0. */
export const gather: OpDef<'GatherV2'> = {
  outputs: ['output'],
  infer: inputs => {
    const values = input(inputs, 0)
    return [{ dtype: values.dtype, shape: [...input(inputs, 1).shape, ...values.shape.slice(1)] }]
  },
  encode: node => ({
    Tparams: type(input(node.inputs, 0).dtype),
    Tindices: type(input(node.inputs, 1).dtype),
    Taxis: type('int32'),
    batch_dims: int(0),
  }),
  gradient: null,
}
