import { vector } from '../constants.ts'
import { firstType, input, knownValues, type OpDef, type } from './op.ts'

/** Zeros around a picture. Inputs: value, [rank, 2] zeros before and after. */
export const pad: OpDef<'Pad'> = {
  outputs: ['output'],
  infer: inputs => {
    const { dtype, shape } = input(inputs, 0)
    const paddings = knownValues(input(inputs, 1))
    const padded = shape.map((length, axis) => {
      const zeros = (paddings[2 * axis] ?? 0) + (paddings[2 * axis + 1] ?? 0)
      if (zeros === 0) return length
      if (typeof length !== 'number') throw new Error('cannot pad the batch')
      return length + zeros
    })
    return [{ dtype, shape: padded }]
  },
  encode: node => ({ ...firstType(node), Tpaddings: type('int32') }),
  gradient: (graph, { inputs }, output) => [
    output &&
      (() => {
        const paddings = knownValues(input(inputs, 1))
        const { shape } = input(inputs, 0)
        const begin = vector(
          graph,
          shape.map((_, axis) => paddings[2 * axis] ?? 0),
        )
        const size = vector(
          graph,
          shape.map(length => (typeof length === 'number' ? length : -1)),
        )
        return graph.add('Slice', [output, begin, size], {})
      }),
    undefined,
  ],
}
