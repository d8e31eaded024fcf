import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

/** What brings the gradients down to `norm` over all of them together, at most 1 (Pascanu, Mikolov, Bengio 2013, algorithm 1); float32 []. */
export function clippingScale(graph: Graph, gradients: readonly Tensor[], norm: number): Tensor {
  const halves = gradients.map(gradient => graph.add('L2Loss', [gradient], {}))
  const square = graph.add('Mul', [graph.add('AddN', halves, {}), scalar(graph, 2)], {})
  const limit = scalar(graph, norm)
  const longer = graph.add('Maximum', [graph.add('Sqrt', [square], {}), limit], {})
  return graph.add('RealDiv', [limit, longer], {})
}
