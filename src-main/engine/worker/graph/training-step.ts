import { scalar } from './constants.ts'
import { type DataVariables, gather } from './data.ts'
import { gradients } from './gradients.ts'
import type { Graph, Node, Tensor } from './ir.ts'
import { countCorrect, lossSum } from './loss.ts'
import { forward, type Network, weightsOf } from './network.ts'
import { clippingScale } from './optimizers/clip.ts'
import { at, type Optimizer } from './optimizers/optimizer.ts'
import { lengthOf, overCores, sumOverCores } from './passes/split-over-cores.ts'

export interface StepContext {
  readonly graph: Graph
  readonly network: Network
  readonly optimizer: Optimizer
  /** Gradients are scaled down to this norm; absent: never. */
  readonly clipNorm?: number | undefined
  readonly branches: number
  /** Resources. */
  readonly weights: readonly Tensor[]
  readonly state: readonly Tensor[]
  readonly data: DataVariables
  /** Pictures of the batch, int32 [b]. */
  readonly indices: Tensor
  /** Learning rate, float32 []. */
  readonly rate: Tensor
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
  const { graph, network, optimizer, branches, indices } = context
  const weights = context.weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  const count = graph.add('Cast', [lengthOf(graph, indices)], { to: 'float32' })
  const share = graph.add('RealDiv', [scalar(graph, 1), count], {})
  const parts = overCores(graph, branches, indices, ({ rows, present }) => {
    const { pictures, labels } = gather(graph, context.data, rows)
    const logits = forward(graph, network, weights, pictures)
    return graph.within('loss', () => {
      const loss = graph.add('Mul', [lossSum(graph, logits, labels, present), share], {})
      const predicted = graph.add('ArgMax', [logits, scalar(graph, 1, 'int32')], {})
      const correct = countCorrect(graph, predicted, labels, present)
      return { loss, correct, gradients: gradients(graph, loss, weights) }
    })
  })
  const sum = (tensorsOf: (part: (typeof parts)[number]) => Tensor | undefined) =>
    sumOverCores(
      graph,
      parts.flatMap(part => tensorsOf(part) ?? []),
    )
  return graph.within('optimizer', () => {
    const { rate, state, clipNorm } = context
    const trained = weightsOf(network).map((spec, index) => ({
      spec,
      resource: at(context.weights, index),
      value: at(weights, index),
      gradient: sum(part => part.gradients[index]),
    }))
    const gradients = trained.map(({ gradient }) => gradient)
    const scale = clipNorm === undefined ? undefined : clippingScale(graph, gradients, clipNorm)
    return {
      loss: sum(part => part.loss),
      correct: sum(part => part.correct),
      updates: optimizer.update({ graph, rate, scale, weights: trained, state }),
    }
  })
}
