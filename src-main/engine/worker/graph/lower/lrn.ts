import type { LocalResponseNormalizationLayer } from '../../../../shared/architecture/spec.ts'
import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { Lowering } from './lowering.ts'
import { neighbourSums } from './neighbour-sums.ts'

/**
 * y = x / s^beta with s = k + alpha times the squares' sum over the neighbouring channels (Krizhevsky et al. 2012, section 3.3): TensorFlow's
 * LRN with depth_radius (size - 1) / 2, whose gradient takes twice as long as this.
 */
export const lowerLrn: Lowering<LocalResponseNormalizationLayer> = {
  variables: () => [],
  forward: ({ graph, layer, shapes, input: x }) => {
    const { size, k, alpha, beta } = layer
    const window = { ...shapes.input, radius: (size - 1) / 2 }
    const s = neighbourSums(graph, graph.add('Square', [x], {}), { ...window, factor: alpha, start: k })
    const power = negativePower(graph, s, beta)
    const y = graph.add('Mul', [x, power], {}, { name: 'normalized' })
    // dx_i = dy_i s_i^-beta - 2 alpha beta x_i (sum over the neighbours j of dy_j y_j / s_j): fewer passes than by the chain rule.
    graph.differentiateAs(y.node, [x], (graph, dy) => {
      if (!dy) return []
      return [
        () => {
          const shares = graph.add('RealDiv', [graph.add('Mul', [dy, y], {}), s], {})
          const others = neighbourSums(graph, shares, { ...window, factor: -2 * alpha * beta })
          const direct = graph.add('Mul', [dy, power], {})
          return graph.add('AddV2', [direct, graph.add('Mul', [x, others], {})], {})
        },
      ]
    })
    return y
  },
}

function negativePower(graph: Graph, s: Tensor, beta: number): Tensor {
  switch (beta) {
    case 0.5:
      return graph.add('Rsqrt', [s], {})
    case 0.75: {
      const root = graph.add('Rsqrt', [s], {})
      return graph.add('Mul', [root, graph.add('Sqrt', [root], {})], {})
    }
    case 1:
      return graph.add('RealDiv', [scalar(graph, 1, s.dtype), s], {})
    default:
      return graph.add('Pow', [s, scalar(graph, -beta, s.dtype)], {})
  }
}
