import type { BatchNormalizationLayer } from '../../../../shared/architecture/spec.ts'
import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { input as at } from '../ops/op.ts'
import { lengthOf, onCores } from '../passes/split-over-cores.ts'
import type { VariableSpec } from '../variables.ts'
import { activate } from './activation.ts'
import { normalizeWhole } from './batch-norm-fused.ts'
import { affine, inverseRoot, normalizeParts } from './batch-norm-parts.ts'
import { type BatchLowering, volume, weight } from './lowering.ts'

/**
 * y = scale (x - mean) / sqrt(variance + epsilon) + offset, one of each a channel (Ioffe and Szegedy 2015, algorithm 1). While training, mean
 * and biased variance are those of the whole batch, whatever parts it is in, and move the ones that predicting uses, as in Keras 3.
 */
export const lowerBatchNorm: BatchLowering<BatchNormalizationLayer> = {
  variables: (_layer, { input: { channels } }) => [
    variable('scale', channels, 1, 'weight'),
    variable('offset', channels, 0, 'weight'),
    variable('moving_mean', channels, 0, 'statistics'),
    variable('moving_variance', channels, 1, 'statistics'),
  ],
  forwardBatch: ({ graph, layer, shapes, batch, inputs, weights, mode }) => {
    const [scale, offset, ...moving] = weights.map((_, index) => weight(weights, index))
    if (!scale || !offset) throw new Error(`${layer.name} has no weights`)
    const activated = (normalized: readonly Tensor[]) =>
      onCores(graph, batch, (_, part) => activate(graph, layer.activation, at(normalized, part)))
    if (mode.kind === 'inference') {
      const root = inverseRoot(graph, at(moving, 1), layer.epsilon)
      const factor = graph.add('Mul', [scale, root], {})
      const shift = graph.add('Sub', [offset, graph.add('Mul', [at(moving, 0), factor], {})], {})
      const outputs = onCores(graph, batch, (_, part) => affine(graph, at(inputs, part), factor, shift))
      return { outputs: activated(outputs), statistics: [] }
    }
    const rows = graph.add('Cast', [lengthOf(graph, batch.whole)], { to: scale.dtype })
    const area = scalar(graph, volume(shapes.input) / shapes.input.channels, scale.dtype)
    const count = graph.add('Mul', [rows, area], {})
    const normalize = batch.parts.length === 1 ? normalizeWhole : normalizeParts
    const { outputs, mean, variance } = normalize({
      graph,
      layer,
      shapes,
      batch,
      inputs,
      scale,
      offset,
      count,
    })
    const statistics = [mean, variance].map((value, index) =>
      mixed(graph, at(moving, index), value, layer.momentum),
    )
    return { outputs: activated(outputs), statistics }
  },
}

/** momentum old + (1 - momentum) new. */
function mixed(graph: Graph, old: Tensor, value: Tensor, momentum: number): Tensor {
  const kept = graph.add('Mul', [old, scalar(graph, momentum, old.dtype)], {})
  return graph.add('AddV2', [kept, graph.add('Mul', [value, scalar(graph, 1 - momentum, old.dtype)], {})], {})
}

const variable = (
  name: string,
  channels: number,
  value: number,
  role: 'weight' | 'statistics',
): VariableSpec => ({ name, shape: [channels], initial: { kind: 'constant', value }, role })
