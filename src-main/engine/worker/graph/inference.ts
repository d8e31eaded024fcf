import { scalar } from './constants.ts'
import { type DataVariables, gather } from './data.ts'
import type { Graph, Tensor } from './ir.ts'
import { countCorrect, countTopK, lossSum } from './loss.ts'
import { forward, type Network } from './network.ts'
import { joinRows, overCores, sumOverCores } from './passes/split-over-cores.ts'
import type { Signature } from './signature.ts'

export interface InferenceProgram {
  readonly network: Network
  readonly branches: number
  /** Resources. */
  readonly weights: readonly Tensor[]
}

/** Scores stored pictures by `indices` [b]: sum of losses, numbers right and among the best five, predicted classes [b]. */
export function evaluateSignature(graph: Graph, program: InferenceProgram, data: DataVariables): Signature {
  const indices = graph.add('Placeholder', [], { dtype: 'int32', shape: ['b'] }, { name: 'indices' })
  const weights = program.weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  const parts = overCores(graph, program.branches, indices, ({ rows, present }) => {
    const { pictures, labels } = gather(graph, data, rows)
    const logits = forward(graph, program.network, weights, pictures)
    const predicted = graph.add('ArgMax', [logits, scalar(graph, 1, 'int32')], {})
    return {
      loss: lossSum(graph, logits, labels, present),
      correct: countCorrect(graph, predicted, labels, present),
      top5: countTopK(graph, logits, labels, Math.min(5, program.network.classes), present),
      predicted,
    }
  })
  const outputs = {
    loss: sumOverCores(
      graph,
      parts.map(({ loss }) => loss),
    ),
    correct: sumOverCores(
      graph,
      parts.map(({ correct }) => correct),
    ),
    top5: sumOverCores(
      graph,
      parts.map(({ top5 }) => top5),
    ),
    predicted: joinRows(
      graph,
      indices,
      parts.map(({ predicted }) => predicted),
    ),
  }
  return { inputs: { indices }, outputs }
}

/** Pictures uint8 [b, h, w, c] to probabilities [b, classes]. */
export function predictSignature(graph: Graph, program: InferenceProgram): Signature {
  const { height, width, channels } = program.network.spec.input
  const shape = ['b', height, width, channels] as const
  const pictures = graph.add('Placeholder', [], { dtype: 'uint8', shape }, { name: 'pictures' })
  const weights = program.weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  const parts = overCores(graph, program.branches, pictures, ({ rows }) =>
    graph.add('Softmax', [forward(graph, program.network, weights, rows)], {}),
  )
  return { inputs: { pictures }, outputs: { probabilities: joinRows(graph, pictures, parts) } }
}
