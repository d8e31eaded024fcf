import { broadcast, sumToShape } from './broadcast.ts'
import { firstType, input, type OpDef } from './op.ts'

export const mul: OpDef<'Mul'> = {
  outputs: ['z'],
  infer: inputs => [broadcast(inputs)],
  encode: firstType,
  gradient: (graph, { inputs }, z) => {
    const x = input(inputs, 0)
    const y = input(inputs, 1)
    if (!z) return []
    return [
      () => sumToShape(graph, graph.add('Mul', [z, y], {}), x.shape),
      () => sumToShape(graph, graph.add('Mul', [z, x], {}), y.shape),
    ]
  },
}
