import { scalar } from './constants.ts'
import { type DataVariables, gather } from './data.ts'
import type { Graph, Tensor } from './ir.ts'
import { countCorrect, countTopK, lossSum } from './loss.ts'
import { forward, type Network } from './network.ts'
import { input as at } from './ops/op.ts'
import { type Batch, joinRows, onCores, splitOverCores, sumOverCores } from './passes/split-over-cores.ts'
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
  const { network, branches } = program
  const batch = splitOverCores(graph, branches, indices)
  const examples = onCores(graph, batch, ({ rows }) => gather(graph, data, rows))
  const logits = infer(
    graph,
    program,
    batch,
    examples.map(({ pictures }) => pictures),
  )
  const parts = onCores(graph, batch, ({ present }, index) => {
    const own = at(logits, index)
    const labels = at(
      examples.map(({ labels }) => labels),
      index,
    )
    const predicted = graph.add('ArgMax', [own, scalar(graph, 1, 'int32')], {})
    return {
      loss: lossSum(graph, own, labels, present),
      correct: countCorrect(graph, predicted, labels, present),
      top5: countTopK(graph, own, labels, Math.min(5, network.classes), present),
      predicted,
    }
  })
  const sum = (tensorOf: (part: (typeof parts)[number]) => Tensor) => sumOverCores(graph, parts.map(tensorOf))
  const outputs = {
    loss: sum(({ loss }) => loss),
    correct: sum(({ correct }) => correct),
    top5: sum(({ top5 }) => top5),
    predicted: joinRows(
      graph,
      batch,
      parts.map(({ predicted }) => predicted),
    ),
  }
  return { inputs: { indices }, outputs }
}

/** Pictures uint8 [b, h, w, c] to probabilities [b, classes]. */
export function predictSignature(graph: Graph, program: InferenceProgram): Signature {
  const pictures = fedPictures(graph, program.network)
  const batch = splitOverCores(graph, program.branches, pictures)
  const logits = infer(
    graph,
    program,
    batch,
    batch.parts.map(({ rows }) => rows),
  )
  const parts = onCores(graph, batch, (_, index) => graph.add('Softmax', [at(logits, index)], {}))
  return { inputs: { pictures }, outputs: { probabilities: joinRows(graph, batch, parts) } }
}

/** Pictures to be fed, uint8 [b, h, w, c]. */
export function fedPictures(graph: Graph, { spec }: Network): Tensor {
  const { height, width, channels } = spec.input
  const shape = ['b', height, width, channels] as const
  return graph.add('Placeholder', [], { dtype: 'uint8', shape }, { name: 'pictures' })
}

function infer(
  graph: Graph,
  { network, weights }: InferenceProgram,
  batch: Batch,
  pictures: readonly Tensor[],
): readonly Tensor[] {
  const values = weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  return forward(graph, network, values, batch, pictures, { kind: 'inference' }).outputs
}
