import { scalar, vector } from './constants.ts'
import type { Graph, Tensor } from './ir.ts'

/**
 * Sum of the pictures' cross-entropies in nats. logits [b, classes], labels int32 [b]; `present` float32 [b], here and below: 1 for a
 * picture that counts, 0 for one that does not; undefined: all count.
 */
export function lossSum(graph: Graph, logits: Tensor, labels: Tensor, present: Tensor | undefined): Tensor {
  const losses = graph.add('SparseSoftmaxCrossEntropyWithLogits', [logits, labels], {})
  const counted = present ? graph.add('Mul', [losses, present], {}) : losses
  return graph.add('Sum', [counted, vector(graph, [0])], { keepDims: false })
}

/** How many of int32 `predicted` equal `labels`, as float32. */
export const countCorrect = (
  graph: Graph,
  predicted: Tensor,
  labels: Tensor,
  present: Tensor | undefined,
): Tensor => countTrue(graph, graph.add('Equal', [predicted, labels], {}), present)

/** How many true classes are among the `k` most probable, ties in their favour (`ArgMax` takes the first of a tie), as float32. */
export const countTopK = (
  graph: Graph,
  logits: Tensor,
  labels: Tensor,
  k: number,
  present: Tensor | undefined,
): Tensor => countTrue(graph, graph.add('InTopKV2', [logits, labels, scalar(graph, k, 'int32')], {}), present)

function countTrue(graph: Graph, truths: Tensor, present: Tensor | undefined): Tensor {
  const ones = graph.add('Cast', [truths], { to: 'float32' })
  const counted = present ? graph.add('Mul', [ones, present], {}) : ones
  return graph.add('Sum', [counted, vector(graph, [0])], { keepDims: false })
}
