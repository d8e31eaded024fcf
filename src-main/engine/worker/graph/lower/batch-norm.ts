import type { LayerShapes } from '../../../../shared/architecture/shapes.ts'
import type { BatchNormalizationLayer } from '../../../../shared/architecture/spec.ts'
import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { input as at } from '../ops/op.ts'
import { type Batch, lengthOf, onCores, presence, sumOverCores } from '../passes/split-over-cores.ts'
import type { VariableSpec } from '../variables.ts'
import { activate } from './activation.ts'
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
    const [scale, offset] = [weight(weights, 0), weight(weights, 1)]
    const moving = weights.slice(2)
    const activated = (normalized: readonly Tensor[]) =>
      onCores(graph, batch, (_, part) => activate(graph, layer.activation, at(normalized, part)))
    if (mode.kind === 'inference') {
      const root = inverseRoot(graph, at(moving, 1), layer.epsilon)
      const factor = graph.add('Mul', [scale, root], {})
      const shift = graph.add('Sub', [offset, graph.add('Mul', [at(moving, 0), factor], {})], {})
      const outputs = onCores(graph, batch, (_, part) => affine(graph, at(inputs, part), factor, shift))
      return { outputs: activated(outputs), statistics: [] }
    }
    const count = countOf(graph, batch, shapes)
    const mean = meanOver(graph, batch, inputs, count)
    const centred = onCores(graph, batch, (_, part) => graph.add('Sub', [at(inputs, part), mean], {}))
    const squares = onCores(graph, batch, (_, part) => graph.add('Square', [at(centred, part)], {}))
    const variance = meanOver(graph, batch, squares, count)
    const root = inverseRoot(graph, variance, layer.epsilon)
    const factor = graph.add('Mul', [scale, root], {})
    const outputs = onCores(graph, batch, (_, part) => affine(graph, at(centred, part), factor, offset))
    const together = graph.addNode('IdentityN', outputs, {}, { name: 'normalized' })
    graph.differentiateAs(together, [...inputs, scale, offset], (graph, ...gradients) =>
      backward({ graph, batch, centred, count, root, factor }, gradients),
    )
    const statistics = [mean, variance].map((value, index) =>
      mixed(graph, at(moving, index), value, layer.momentum),
    )
    return { outputs: activated(together.outputs), statistics }
  },
}

interface Normalized {
  readonly graph: Graph
  readonly batch: Batch
  /** Inputs less their mean. */
  readonly centred: readonly Tensor[]
  readonly count: Tensor
  /** 1 / sqrt(variance + epsilon). */
  readonly root: Tensor
  readonly factor: Tensor
}

/** Gradients of the inputs, the scale and the offset; section 3 of the paper, with the sums that all parts share taken once. */
function backward(normalized: Normalized, gradients: readonly (Tensor | undefined)[]) {
  const { graph, batch, centred, count, root, factor } = normalized
  const products = onCores(graph, batch, (_, part) =>
    graph.add('Mul', [at(present(gradients), part), at(centred, part)], {}),
  )
  const sums = (parts: readonly Tensor[]) =>
    sumOverCores(
      graph,
      onCores(graph, batch, (_, part) => graph.add('BiasAddGrad', [at(parts, part)], {})),
    )
  const offset = sums(present(gradients))
  const product = sums(products)
  const scale = graph.add('Mul', [product, root], {})
  // dx = factor (dy - mean of dy - x centred times mean of (dy times x centred) / (variance + epsilon)).
  const share = graph.add('RealDiv', [graph.add('Mul', [factor, scalar(graph, -1)], {}), count], {})
  const slope = graph.add('Mul', [graph.add('Mul', [share, scale], {}), root], {})
  const constant = graph.add('Mul', [share, offset], {})
  const inputs = onCores(graph, batch, (found, part) => {
    const there = presence(graph, found)
    const weighted = (value: Tensor) => (there ? graph.add('Mul', [value, there], {}) : value)
    const direct = graph.add('Mul', [at(present(gradients), part), factor], {})
    const others = affine(graph, at(centred, part), weighted(slope), weighted(constant))
    return graph.add('AddV2', [direct, others], {})
  })
  return [...inputs, scale, offset].map(gradient => () => gradient)
}

function present(gradients: readonly (Tensor | undefined)[]): readonly Tensor[] {
  return gradients.map(gradient => {
    if (!gradient) throw new Error('a part of the batch has no gradient')
    return gradient
  })
}

/** Mean over the batch, the height and the width, of the rows that are there. */
function meanOver(graph: Graph, batch: Batch, parts: readonly Tensor[], count: Tensor): Tensor {
  const sums = onCores(graph, batch, (part, index) => {
    const sum = graph.add('BiasAddGrad', [at(parts, index)], {})
    const there = presence(graph, part)
    return there ? graph.add('Mul', [sum, there], {}) : sum
  })
  return graph.add('RealDiv', [sumOverCores(graph, sums), count], {})
}

/** Values a channel, float32. */
function countOf(graph: Graph, { whole }: Batch, { input }: LayerShapes): Tensor {
  const rows = graph.add('Cast', [lengthOf(graph, whole)], { to: 'float32' })
  return graph.add('Mul', [rows, scalar(graph, volume(input) / input.channels)], {})
}

function inverseRoot(graph: Graph, variance: Tensor, epsilon: number): Tensor {
  return graph.add('Rsqrt', [graph.add('AddV2', [variance, scalar(graph, epsilon)], {})], {})
}

const affine = (graph: Graph, x: Tensor, factor: Tensor, shift: Tensor): Tensor =>
  graph.add('BiasAdd', [graph.add('Mul', [x, factor], {}), shift], {})

/** momentum old + (1 - momentum) new. */
function mixed(graph: Graph, old: Tensor, value: Tensor, momentum: number): Tensor {
  const kept = graph.add('Mul', [old, scalar(graph, momentum)], {})
  return graph.add('AddV2', [kept, graph.add('Mul', [value, scalar(graph, 1 - momentum)], {})], {})
}

const variable = (
  name: string,
  channels: number,
  value: number,
  role: 'weight' | 'statistics',
): VariableSpec => ({ name, shape: [channels], initial: { kind: 'constant', value }, role })
