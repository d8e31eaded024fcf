import { scalar } from '../constants.ts'
import { broadcast, sumToShape } from './broadcast.ts'
import { firstType, input, type OpDef } from './op.ts'

export const sub: OpDef<'Sub'> = {
  outputs: ['z'],
  infer: inputs => [broadcast(inputs)],
  encode: firstType,
  gradient: (graph, { inputs }, z) => {
    if (!z) return []
    return [
      () => sumToShape(graph, z, input(inputs, 0).shape),
      () => {
        const sum = sumToShape(graph, z, input(inputs, 1).shape)
        return graph.add('Mul', [sum, scalar(graph, -1, z.dtype)], {})
      },
    ]
  },
}
