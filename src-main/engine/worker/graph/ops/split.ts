import { scalar } from '../constants.ts'
import { input, int, knownValues, type OpDef, type } from './op.ts'

/** Equal parts along an axis. Inputs: the axis, the value. */
export const split: OpDef<'Split'> = {
  outputs: { list: 'output' },
  infer: (inputs, { parts }) => {
    const [axis = 0] = knownValues(input(inputs, 0))
    const { dtype, shape } = input(inputs, 1)
    const length = shape[axis]
    if (parts < 2 || typeof length !== 'number' || length % parts !== 0) {
      throw new Error(`a length of ${length} does not split into ${parts}`)
    }
    return Array.from({ length: parts }, () => ({ dtype, shape: shape.with(axis, length / parts) }))
  },
  encode: node => ({ T: type(input(node.inputs, 1).dtype), num_split: int(node.attributes.parts) }),
  gradient: (graph, { inputs, outputs }, ...gradients) => [
    undefined,
    () => {
      const [axis = 0] = knownValues(input(inputs, 0))
      const parts = outputs.map((part, index) => {
        const gradient = gradients[index]
        if (gradient) return gradient
        return graph.add('Mul', [part, scalar(graph, 0, part.dtype)], {})
      })
      return graph.add('ConcatV2', [...parts, scalar(graph, axis, 'int32')], {})
    },
  ],
}
