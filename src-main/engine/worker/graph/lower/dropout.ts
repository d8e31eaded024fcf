import type { DropoutLayer } from '../../../../shared/architecture/spec.ts'
import { scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { type Batch, lengthsOf, onCores } from '../passes/split-over-cores.ts'
import { streamSeed } from '../random.ts'
import type { BatchLowering } from './lowering.ts'

/**
 * Zero with probability `rate`, else scaled by 1 / (1 - rate); nothing outside training. The factors are drawn for the whole batch, so that
 * a picture's do not depend on the number of parts.
 */
export const lowerDropout: BatchLowering<DropoutLayer> = {
  variables: () => [],
  forwardBatch: ({ graph, layer, batch, inputs, mode, stream }) => {
    const [first] = inputs
    if (mode.kind === 'inference' || layer.rate === 0 || !first) return { outputs: inputs, statistics: [] }
    const lengths = lengthsOfBatch(graph, batch, first)
    const drawn = graph.add('StatelessRandomUniform', [lengths, streamSeed(graph, mode.key, stream)], {})
    const kept = graph.add('GreaterEqual', [drawn, scalar(graph, layer.rate)], {})
    const ones = graph.add('Cast', [kept], { to: first.dtype })
    const factors = graph.add('Mul', [ones, scalar(graph, 1 / (1 - layer.rate), first.dtype)], {})
    const outputs = onCores(graph, batch, ({ places }, index) => {
      const own = places ? graph.add('GatherV2', [factors, places, scalar(graph, 0, 'int32')], {}) : factors
      return graph.add('Mul', [inputs[index] ?? first, own], {})
    })
    return { outputs, statistics: [] }
  },
}

/** The lengths of the whole batch's value from those of a part's. */
function lengthsOfBatch(graph: Graph, { whole }: Batch, { shape }: Tensor): Tensor {
  const rest = shape.slice(1).map(length => (typeof length === 'number' ? length : -1))
  const parts = [lengthsOf(graph, whole), vector(graph, rest), scalar(graph, 0, 'int32')]
  return graph.add('ConcatV2', parts, {})
}
