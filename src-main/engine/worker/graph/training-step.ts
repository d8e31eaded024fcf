import type { Precision } from '../../../shared/training-settings.ts'
import type { AugmentOptions } from './augment/context.ts'
import { scalar } from './constants.ts'
import { type DataVariables, gather } from './data.ts'
import { gradients } from './gradients.ts'
import type { Graph, Node, Tensor } from './ir.ts'
import { countCorrect, lossSum } from './loss.ts'
import { forward, type Network, variablesOf } from './network.ts'
import { clippingScale } from './optimizers/clip.ts'
import { at, type Optimizer } from './optimizers/optimizer.ts'
import { orderGradients } from './passes/order-gradients.ts'
import { lengthOf, onCores, splitOverCores, sumOverCores } from './passes/split-over-cores.ts'
import type { RandomKey } from './random.ts'

export interface StepContext {
  readonly graph: Graph
  readonly network: Network
  readonly optimizer: Optimizer
  /** Gradients are scaled down to this norm; absent: never. */
  readonly clipNorm?: number | undefined
  readonly branches: number
  /** Resources of all that the network keeps. */
  readonly weights: readonly Tensor[]
  readonly state: readonly Tensor[]
  readonly data: DataVariables
  /** Pictures of the batch, int32 [b]. */
  readonly indices: Tensor
  /** Learning rate, float32 []. */
  readonly rate: Tensor
  readonly key: RandomKey
  readonly augmentation: AugmentOptions | undefined
  readonly precision: Precision
}

export interface Step {
  /** Mean over the batch, before the update. */
  readonly loss: Tensor
  /** Pictures of the batch whose class was found. */
  readonly correct: Tensor
  readonly updates: readonly Node[]
}

/** Forward, backward and update for one batch. */
export function trainingStep(context: StepContext): Step {
  const { graph, network, optimizer, branches, indices, key, augmentation, precision } = context
  const values = context.weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  const batch = splitOverCores(graph, branches, indices)
  const examples = onCores(graph, batch, ({ rows }) => gather(graph, context.data, rows))
  const pictures = examples.map(({ pictures }) => pictures)
  const { outputs, statistics } = forward(graph, network, values, batch, pictures, {
    kind: 'training',
    key,
    augmentation,
    precision,
  })
  const count = graph.add('Cast', [lengthOf(graph, indices)], { to: 'float32' })
  const share = graph.add('RealDiv', [scalar(graph, 1), count], {})
  const scores = onCores(graph, batch, ({ present }, part) =>
    graph.within('loss', () => {
      const logits = at(outputs, part)
      const labels = at(
        examples.map(({ labels }) => labels),
        part,
      )
      const loss = graph.add('Mul', [lossSum(graph, logits, labels, present), share], {})
      const predicted = graph.add('ArgMax', [logits, scalar(graph, 1, 'int32')], {})
      return { loss, correct: countCorrect(graph, predicted, labels, present) }
    }),
  )
  const sum = (tensorOf: (part: (typeof scores)[number]) => Tensor) =>
    sumOverCores(graph, scores.map(tensorOf))
  const loss = sum(score => score.loss)
  const variables = variablesOf(network).map((spec, index) => {
    return { spec, resource: at(context.weights, index), value: at(values, index) }
  })
  const weights = variables.filter(({ spec }) => spec.role === 'weight')
  const slopes = gradients(
    graph,
    loss,
    weights.map(({ value }) => value),
  )
  orderGradients(graph)
  return graph.within('optimizer', () => {
    const { rate, state, clipNorm } = context
    const trained = weights.map((weight, index) => ({ ...weight, gradient: at(slopes, index) }))
    const gradients = trained.map(({ gradient }) => gradient)
    const scale = clipNorm === undefined ? undefined : clippingScale(graph, gradients, clipNorm)
    const moved = variables
      .filter(({ spec }) => spec.role === 'statistics')
      .map(({ resource }, index) => graph.addNode('AssignVariableOp', [resource, at(statistics, index)], {}))
    const updates = optimizer.update({ graph, rate, scale, weights: trained, state })
    return { loss, correct: sum(score => score.correct), updates: [...updates, ...moved] }
  })
}
