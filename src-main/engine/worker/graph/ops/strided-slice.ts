import { firstType, input, int, type OpDef, type } from './op.ts'

/** Along the first axis. Inputs: value, begin [1], end [1], step [1]. `toEnd` ignores the end, `shrink` takes one row. */
export const stridedSlice: OpDef<'StridedSlice'> = {
  outputs: ['output'],
  infer: (inputs, { shrink }) => {
    const { dtype, shape } = input(inputs, 0)
    if (shrink) return [{ dtype, shape: shape.slice(1) }]
    if (typeof shape[0] === 'number') throw new Error('expected rows of unknown number')
    return [{ dtype, shape }]
  },
  encode: node => ({
    ...firstType(node),
    Index: type('int32'),
    begin_mask: int(0),
    end_mask: int(node.attributes.toEnd ? 1 : 0),
    ellipsis_mask: int(0),
    new_axis_mask: int(0),
    shrink_axis_mask: int(node.attributes.shrink ? 1 : 0),
  }),
  gradient: null,
}
