import type { LayerShapes } from '../../../../shared/architecture/shapes.ts'
import type { BatchNormalizationLayer } from '../../../../shared/architecture/spec.ts'
import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { input as at, type GradientOfInput } from '../ops/op.ts'
import { type Batch, onCores, presence, sumOverCores } from '../passes/split-over-cores.ts'

export interface NormalizeContext {
  readonly graph: Graph
  readonly layer: BatchNormalizationLayer
  readonly shapes: LayerShapes
  readonly batch: Batch
  readonly inputs: readonly Tensor[]
  readonly scale: Tensor
  readonly offset: Tensor
  /** Values a channel in the whole batch. */
  readonly count: Tensor
}

export interface Normalized {
  readonly outputs: readonly Tensor[]
  /** Over the whole batch, one a channel; the variance is the biased one. */
  readonly mean: Tensor
  readonly variance: Tensor
}

/** A batch in several parts, none of which has the mean of all. Rows that only fill do not count. */
export function normalizeParts(context: NormalizeContext): Normalized {
  const { graph, layer, batch, inputs, scale, offset } = context
  const mean = meanOver(context, inputs)
  const centred = onCores(graph, batch, (_, part) => graph.add('Sub', [at(inputs, part), mean], {}))
  const squares = onCores(graph, batch, (_, part) => graph.add('Square', [at(centred, part)], {}))
  const variance = meanOver(context, squares)
  const root = inverseRoot(graph, variance, layer.epsilon)
  const factor = graph.add('Mul', [scale, root], {})
  const outputs = onCores(graph, batch, (_, part) => affine(graph, at(centred, part), factor, offset))
  const together = graph.addNode('IdentityN', outputs, {}, { name: 'normalized' })
  graph.differentiateAs(together, [...inputs, scale, offset], (_, ...gradients) =>
    backward({ ...context, centred, root, factor }, gradients),
  )
  return { outputs: together.outputs, mean, variance }
}

interface Forward extends NormalizeContext {
  /** Inputs less their mean. */
  readonly centred: readonly Tensor[]
  readonly root: Tensor
  readonly factor: Tensor
}

/**
 * Gradients of the inputs, the scale and the offset (Ioffe and Szegedy 2015, section 3), with the sums that all parts share taken once:
 * dx = factor (dy - mean of dy - centred root^2 (mean of dy centred)).
 */
function backward(
  { graph, batch, centred, root, factor, count }: Forward,
  gradients: readonly (Tensor | undefined)[],
): readonly GradientOfInput[] {
  const dy = gradients.flatMap(gradient => gradient ?? [])
  const sums = (parts: readonly Tensor[]) =>
    sumOverCores(
      graph,
      onCores(graph, batch, (_, part) => graph.add('BiasAddGrad', [at(parts, part)], {})),
    )
  const products = onCores(graph, batch, (_, part) => graph.add('Mul', [at(dy, part), at(centred, part)], {}))
  const offset = sums(dy)
  const scale = graph.add('Mul', [sums(products), root], {})
  const share = graph.add(
    'RealDiv',
    [graph.add('Mul', [factor, scalar(graph, -1, factor.dtype)], {}), count],
    {},
  )
  const slope = graph.add('Mul', [graph.add('Mul', [share, scale], {}), root], {})
  const constant = graph.add('Mul', [share, offset], {})
  const inputs = onCores(graph, batch, (_, part) => {
    const direct = graph.add('Mul', [at(dy, part), factor], {})
    const there = (value: Tensor) => counted({ graph, batch }, part, value)
    return graph.add('AddV2', [direct, affine(graph, at(centred, part), there(slope), there(constant))], {})
  })
  return [...inputs, scale, offset].map(gradient => () => gradient)
}

function meanOver(context: NormalizeContext, parts: readonly Tensor[]): Tensor {
  const { graph, batch, count } = context
  const sums = onCores(graph, batch, (_, part) => {
    const sum = graph.add('BiasAddGrad', [at(parts, part)], {})
    return counted(context, part, sum)
  })
  return graph.add('RealDiv', [sumOverCores(graph, sums), count], {})
}

/** Zero where a part only fills. */
function counted(
  { graph, batch }: Pick<NormalizeContext, 'graph' | 'batch'>,
  part: number,
  value: Tensor,
): Tensor {
  const found = batch.parts[part]
  const there = found && presence(graph, found)
  return there ? graph.add('Mul', [value, graph.add('Cast', [there], { to: value.dtype })], {}) : value
}

/** 1 / sqrt(variance + epsilon). */
export function inverseRoot(graph: Graph, variance: Tensor, epsilon: number): Tensor {
  return graph.add('Rsqrt', [graph.add('AddV2', [variance, scalar(graph, epsilon, variance.dtype)], {})], {})
}

export const affine = (graph: Graph, x: Tensor, factor: Tensor, shift: Tensor): Tensor =>
  graph.add('BiasAdd', [graph.add('Mul', [x, factor], {}), shift], {})
