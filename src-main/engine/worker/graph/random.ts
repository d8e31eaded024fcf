import { scalar, vector } from './constants.ts'
import type { Graph, Tensor } from './ir.ts'

/**
 * What a step's random numbers follow from: the run's seed int32 [2] and the step's number in the run, int32 []. Whoever goes on from a
 * checkpoint draws what an uninterrupted run would have drawn.
 */
export interface RandomKey {
  readonly seed: Tensor
  readonly step: Tensor
}

/** Who draws: one number each, so that no two see the same numbers. The first weights have those below 2^32 (state.ts). */
export const streams = { layer: (index: number) => 256 + index } as const

/** The seed, int64 [2], of one stream's numbers in one step: (seed, step and stream), which different keys never share. */
export function streamSeed(graph: Graph, { seed, step }: RandomKey, stream: number): Tensor {
  const stepWord = graph.add('Reshape', [step, vector(graph, [1])], {})
  const parts = [seed, stepWord, vector(graph, [stream]), scalar(graph, 0, 'int32')]
  const words = graph.add('Reshape', [graph.add('ConcatV2', parts, {}), vector(graph, [2, 2])], {})
  return graph.add('Bitcast', [words], { to: 'int64' })
}
