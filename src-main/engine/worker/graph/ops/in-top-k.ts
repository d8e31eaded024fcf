import { expectType, input, type OpDef, type } from './op.ts'

/** Whether fewer than `k` of a row are larger than the true class: among the `k` largest, where ties count in its favour. Inputs: predictions [b, classes], classes [b], k. */
export const inTopK: OpDef<'InTopKV2'> = {
  outputs: ['precision'],
  infer: inputs => {
    expectType(input(inputs, 0), 'float32')
    return [{ dtype: 'bool', shape: input(inputs, 1).shape }]
  },
  encode: node => ({ T: type(input(node.inputs, 1).dtype) }),
  gradient: null,
}
