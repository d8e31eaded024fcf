import type { Tensor } from '../ir.ts'
import { sameShape } from '../tensor-type.ts'
import { broadcast, sumToShape } from './broadcast.ts'
import { firstType, input, isNode, type OpDef } from './op.ts'

export const mul: OpDef<'Mul'> = {
  outputs: ['z'],
  infer: inputs => [broadcast(inputs)],
  encode: firstType,
  gradient: (graph, { inputs }, z) => {
    const x = input(inputs, 0)
    const y = input(inputs, 1)
    if (!z) return []
    const times = (factor: Tensor) => graph.add('Mul', [withoutCopies(z, factor), factor], {})
    return [() => sumToShape(graph, times(y), x.shape), () => sumToShape(graph, times(x), y.shape)]
  },
}

/** What was copied to the factor's shape need not be, since a product broadcasts by itself. */
const withoutCopies = (z: Tensor, factor: Tensor): Tensor =>
  isNode(z.node, 'BroadcastTo') && sameShape(z.shape, factor.shape) ? input(z.node.inputs, 0) : z
