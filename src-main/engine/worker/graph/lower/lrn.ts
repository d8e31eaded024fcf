import type { LocalResponseNormalizationLayer } from '../../../../shared/architecture/spec.ts'
import { type ConstantValue, constant, scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { Lowering } from './lowering.ts'

/**
 * y = x / s^beta with s = k + alpha times the squares' sum over the neighbouring channels (Krizhevsky et al. 2012, section 3.3): TensorFlow's
 * LRN with depth_radius (size - 1) / 2. The sum is a product with a band matrix, which is much faster than that operator.
 */
export const lowerLrn: Lowering<LocalResponseNormalizationLayer> = {
  variables: () => [],
  forward: ({ graph, layer, input: x }) => {
    const { size, k, alpha, beta } = layer
    const channels = x.shape.at(-1)
    if (typeof channels !== 'number') throw new Error(`${layer.name} needs a known number of channels`)
    const sums = neighbours(graph, graph.add('Square', [x], {}), bandMatrix(channels, size, alpha))
    const s = graph.add('BiasAdd', [sums, constant(graph, filled(channels, k, x), 'k')], {})
    const power = negativePower(graph, s, beta)
    const y = graph.add('Mul', [x, power], {}, { name: 'normalized' })
    // dx_i = dy_i s_i^-beta - 2 alpha beta x_i (sum over the neighbours j of dy_j y_j / s_j): fewer passes than by the chain rule.
    graph.differentiateAs(y.node, [x], (graph, dy) => {
      if (!dy) return []
      return [
        () => {
          const shares = graph.add('RealDiv', [graph.add('Mul', [dy, y], {}), s], {})
          const others = neighbours(graph, shares, bandMatrix(channels, size, -2 * alpha * beta))
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

function neighbours(graph: Graph, values: Tensor, band: Omit<ConstantValue, 'dtype'>): Tensor {
  const matrix = constant(graph, { ...band, dtype: values.dtype }, 'neighbours')
  const rows = graph.add('Reshape', [values, vector(graph, [-1, band.shape[0] ?? 0])], {})
  const sums = graph.add('MatMul', [rows, matrix], { transposeA: false, transposeB: false })
  return graph.add('Reshape', [sums, graph.add('Shape', [values], {})], {})
}

/** `factor` where two channels are at most (size - 1) / 2 apart, else 0. */
function bandMatrix(channels: number, size: number, factor: number): Omit<ConstantValue, 'dtype'> {
  const radius = (size - 1) / 2
  const values = Array.from({ length: channels ** 2 }, (_, index) =>
    Math.abs((index % channels) - Math.floor(index / channels)) <= radius ? factor : 0,
  )
  return { shape: [channels, channels], values }
}

const filled = (length: number, value: number, { dtype }: Tensor): ConstantValue => ({
  dtype,
  shape: [length],
  values: Array.from({ length }, () => value),
})
