import type { Layer } from '../../../../shared/architecture/spec.ts'
import { vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

/**
 * Whether a layer's maps are pooled before its activation: as no activation lowers the larger of two values, the maximum is the same, and
 * what comes after works on fewer values.
 */
export const poolsEarly = (layer: Layer, next: Layer | undefined) =>
  layer.kind === 'conv2d' && next?.kind === 'pool' && next.mode === 'max'

/**
 * Maps with their bias, pooled. The bias is added before, where it costs nothing beside the convolution; its gradient is summed after, where
 * it is the same sum over fewer values.
 */
export function poolBiased(graph: Graph, bias: Tensor, pooledMaps: (bias: Tensor) => Tensor): Tensor {
  const added = graph.add('Identity', [bias], {}, { name: 'bias' })
  graph.differentiateAs(added.node, [], () => [])
  const maxima = pooledMaps(added)
  const result = graph.add('Identity', [maxima], {}, { name: 'pooled' })
  graph.differentiateAs(result.node, [maxima, bias], (graph, gradient) => [
    gradient && (() => gradient),
    gradient && (() => biasGradient(graph, gradient, Number(bias.shape[0]))),
  ])
  return result
}

/** Below, `BiasAddGrad` is many times slower (README.md). */
const fewChannels = 16

/** Sum over all but the filters; channels [.., n filters] are the filters n times. */
function biasGradient(graph: Graph, gradient: Tensor, filters: number): Tensor {
  const [, , width = 0, channels = 0] = gradient.shape.map(Number)
  if (channels >= fewChannels && channels === filters) return graph.add('BiasAddGrad', [gradient], {})
  const rows = graph.add('Reshape', [gradient, vector(graph, [-1, width * channels])], {})
  const sums = graph.add('BiasAddGrad', [rows], {})
  const places = graph.add('Reshape', [sums, vector(graph, [(width * channels) / filters, filters])], {})
  return graph.add('Sum', [places, vector(graph, [0])], { keepDims: false })
}
