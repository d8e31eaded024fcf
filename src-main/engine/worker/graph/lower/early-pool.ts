import type { Layer } from '../../../../shared/architecture/spec.ts'
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
export function poolBiased(
  graph: Graph,
  bias: Tensor,
  biasedMaps: (bias: Tensor) => Tensor,
  pooled: (maps: Tensor) => Tensor,
): Tensor {
  const added = graph.add('Identity', [bias], {}, { name: 'bias' })
  graph.differentiateAs(added.node, [], () => [])
  const maxima = pooled(biasedMaps(added))
  const result = graph.add('Identity', [maxima], {}, { name: 'pooled' })
  graph.differentiateAs(result.node, [maxima, bias], (graph, gradient) => [
    gradient && (() => gradient),
    gradient && (() => graph.add('BiasAddGrad', [gradient], {})),
  ])
  return result
}
