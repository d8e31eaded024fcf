import type { DropoutLayer } from '../../../../shared/architecture/spec.ts'
import { scalar } from '../constants.ts'
import { onCores } from '../passes/split-over-cores.ts'
import { randomWords, streamSeed } from '../random.ts'
import type { BatchLowering } from './lowering.ts'

/**
 * Zero with probability `rate`, else scaled by 1 / (1 - rate); nothing outside training. The random numbers are drawn for the whole batch,
 * so that a picture's do not depend on the number of parts.
 */
export const lowerDropout: BatchLowering<DropoutLayer> = {
  variables: () => [],
  forwardBatch: ({ graph, layer, batch, inputs, mode, stream }) => {
    const [first] = inputs
    if (mode.kind === 'inference' || layer.rate === 0 || !first) return { outputs: inputs, statistics: [] }
    const { dtype, steps } = resolution(layer.rate)
    // Some are always kept, however near to 1 the rate is.
    const dropped = Math.min(Math.round(layer.rate * steps), steps - 1)
    const seed = streamSeed(graph, mode.key, stream)
    const drawn = randomWords(graph, batch, first.shape, dtype, seed)
    const outputs = onCores(graph, batch, ({ places }, part) => {
      const input = inputs[part] ?? first
      const own = places ? graph.add('GatherV2', [drawn, places, scalar(graph, 0, 'int32')], {}) : drawn
      const kept = graph.add('GreaterEqual', [own, scalar(graph, dropped, dtype)], {})
      const ones = graph.add('Cast', [kept], { to: input.dtype })
      const factors = graph.add('Mul', [ones, scalar(graph, steps / (steps - dropped), input.dtype)], {})
      return graph.add('Mul', [input, factors], {})
    })
    return { outputs, statistics: [] }
  },
}

/** Drawing is what costs: a byte a value where the rate is a whole number of 256ths, else two, which meet it to 1 in 131,072. */
const resolution = (rate: number) =>
  Number.isInteger(rate * 256)
    ? ({ dtype: 'uint8', steps: 256 } as const)
    : ({ dtype: 'uint16', steps: 65_536 } as const)
