import { input, int, knownValues, type OpDef, type } from './op.ts'

/** Parts of lengths that are only known when running, along the first axis. Inputs: the value, the lengths int32 [parts], axis 0. */
export const splitV: OpDef<'SplitV'> = {
  outputs: { list: 'output' },
  infer: (inputs, { parts }) => {
    const { dtype, shape } = input(inputs, 0)
    const [axis] = knownValues(input(inputs, 2))
    if (axis !== 0 || typeof shape[0] === 'number') throw new Error('expected rows of unknown number')
    return Array.from({ length: parts }, () => ({ dtype, shape }))
  },
  encode: node => ({
    T: type(input(node.inputs, 0).dtype),
    Tlen: type('int32'),
    num_split: int(node.attributes.parts),
  }),
  gradient: null,
}
