import { scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { type Batch, lengthsOf, type Part } from '../passes/split-over-cores.ts'
import { streamSeed } from '../random.ts'
import type { AugmentContext } from './context.ts'

/** Evenly distributed from -1 up to 1, float32 [b, 1]: one for each picture of the whole batch. */
export function signed(context: AugmentContext, stream: number): Tensor {
  const { graph } = context
  const doubled = graph.add('Mul', [unsigned(context, stream), scalar(graph, 2)], {})
  return graph.add('Sub', [doubled, scalar(graph, 1)], {})
}

/** Evenly distributed from 0 up to 1, float32 [b, 1]. */
export function unsigned({ graph, batch, key }: AugmentContext, stream: number): Tensor {
  const seed = streamSeed(graph, key, stream)
  return graph.add('StatelessRandomUniform', [rowsOf(graph, batch, 1), seed], {})
}

/** Normally distributed, mean 0 and deviation 1, float32 [b, columns]. */
export function normal({ graph, batch, key }: AugmentContext, stream: number, columns: number): Tensor {
  const seed = streamSeed(graph, key, stream)
  return graph.add('StatelessRandomNormal', [rowsOf(graph, batch, columns), seed], {})
}

/** The same value for each picture, float32 [b, 1]. */
export const same = ({ graph, batch }: AugmentContext, value: number): Tensor =>
  graph.add('Fill', [rowsOf(graph, batch, 1), scalar(graph, value)], {})

/** A part's rows of what there is for the whole batch. */
export const own = (graph: Graph, values: Tensor, { places }: Part): Tensor =>
  places ? graph.add('GatherV2', [values, places, scalar(graph, 0, 'int32')], {}) : values

const rowsOf = (graph: Graph, { whole }: Batch, columns: number): Tensor =>
  graph.add('ConcatV2', [lengthsOf(graph, whole), vector(graph, [columns]), scalar(graph, 0, 'int32')], {})
