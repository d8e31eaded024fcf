import { vector } from '../constants.ts'
import { bool, firstType, input, knownValues, type OpDef, type } from './op.ts'

/** Inputs: value, axes. */
export const sum: OpDef<'Sum'> = {
  outputs: ['output'],
  infer: (inputs, { keepDims }) => {
    const { dtype, shape } = input(inputs, 0)
    const axes = knownValues(input(inputs, 1))
    const kept = shape.flatMap((length, axis) => (!axes.includes(axis) ? [length] : keepDims ? [1] : []))
    return [{ dtype, shape: kept }]
  },
  encode: node => ({ ...firstType(node), Tidx: type('int32'), keep_dims: bool(node.attributes.keepDims) }),
  gradient: (graph, { inputs }, output) => [
    output &&
      (() => {
        const value = input(inputs, 0)
        const axes = knownValues(input(inputs, 1))
        const lengths = value.shape.map((length, axis) => {
          if (axes.includes(axis)) return 1
          return typeof length === 'number' ? length : -1
        })
        const aligned = graph.add('Reshape', [output, vector(graph, lengths)], {})
        return graph.add('BroadcastTo', [aligned, graph.add('Shape', [value], {})], {})
      }),
    undefined,
  ],
}
