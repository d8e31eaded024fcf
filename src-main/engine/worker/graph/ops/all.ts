import { bool, expectType, input, knownValues, type OpDef, type } from './op.ts'

/** Whether all are true. Inputs: truths, axes. */
export const all: OpDef<'All'> = {
  outputs: ['output'],
  infer: inputs => {
    const truths = input(inputs, 0)
    expectType(truths, 'bool')
    const axes = knownValues(input(inputs, 1))
    return [{ dtype: 'bool', shape: truths.shape.filter((_, axis) => !axes.includes(axis)) }]
  },
  encode: () => ({ Tidx: type('int32'), keep_dims: bool(false) }),
  gradient: null,
}
