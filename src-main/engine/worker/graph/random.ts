import { scalar, vector } from './constants.ts'
import type { Graph, Tensor } from './ir.ts'
import { type Batch, lengthsOf } from './passes/split-over-cores.ts'
import type { TensorShape } from './tensor-type.ts'

/**
 * What a step's random numbers follow from: the run's seed int32 [2] and the step's number in the run, int32 []. Whoever goes on from a
 * checkpoint draws what an uninterrupted run would have drawn.
 */
export interface RandomKey {
  readonly seed: Tensor
  readonly step: Tensor
}

/** Who draws: one number each, so that no two see the same numbers. The first weights have those below 2^32 (state.ts). */
export const streams = {
  shiftX: 1,
  shiftY: 2,
  mirror: 3,
  rotation: 4,
  zoom: 5,
  brightness: 6,
  contrast: 7,
  pcaColor: 8,
  layer: (index: number) => 256 + index,
} as const

/** The seed, int64 [2], of one stream's numbers in one step: (seed, step and stream), which different keys never share. */
export function streamSeed(graph: Graph, { seed, step }: RandomKey, stream: number): Tensor {
  const stepWord = graph.add('Reshape', [step, vector(graph, [1])], {})
  const parts = [seed, stepWord, vector(graph, [stream]), scalar(graph, 0, 'int32')]
  const words = graph.add('Reshape', [graph.add('ConcatV2', parts, {}), vector(graph, [2, 2])], {})
  return graph.add('Bitcast', [words], { to: 'int64' })
}

/**
 * Evenly distributed whole numbers, 0 to 255 or 65,535, for every value of a batch whose parts have the shape [b, ...]. Several come from each
 * word that is drawn, since drawing is what costs: 4.7 ns a word.
 */
export function randomWords(
  graph: Graph,
  batch: Batch,
  [, ...rest]: TensorShape,
  dtype: 'uint8' | 'uint16',
  seed: Tensor,
): Tensor {
  const lengths = rest.map(length => (typeof length === 'number' ? length : -1))
  const perRow = lengths.reduce((product, length) => product * length, 1)
  const perWord = dtype === 'uint8' ? 4 : 2
  const words = Math.ceil(perRow / perWord)
  const shape = [lengthsOf(graph, batch.whole), vector(graph, [words]), scalar(graph, 0, 'int32')]
  const drawn = graph.add('StatelessRandomUniformFullInt', [graph.add('ConcatV2', shape, {}), seed], {})
  const parts = graph.add('Bitcast', [drawn], { to: dtype })
  const rows = graph.add('Reshape', [parts, vector(graph, [-1, words * perWord])], {})
  const cut = [vector(graph, [0, 0]), vector(graph, [-1, perRow])]
  const whole = words * perWord === perRow ? rows : graph.add('Slice', [rows, ...cut], {})
  return graph.add('Reshape', [whole, vector(graph, [-1, ...lengths])], {})
}
