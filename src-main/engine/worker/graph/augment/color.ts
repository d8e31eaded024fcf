import { constant, scalar, vector } from '../constants.ts'
import type { Tensor } from '../ir.ts'
import { input as at } from '../ops/op.ts'
import { onCores } from '../passes/split-over-cores.ts'
import { streams } from '../random.ts'
import type { AugmentContext } from './context.ts'
import { normal, own, signed } from './per-picture.ts'

/** Contrast, brightness and PCA color: every value times a factor of its picture, plus an offset of its picture and channel. */
export function recolor(context: AugmentContext, pictures: readonly Tensor[]): readonly Tensor[] {
  const { graph, batch, settings } = context
  const { contrast } = settings
  const offset = offsetOf(context)
  // How much larger differences to the mean become, [b, 1].
  const rise = contrast
    ? graph.add('Mul', [signed(context, streams.contrast), scalar(graph, contrast)], {})
    : undefined
  return onCores(graph, batch, (part, index) => {
    const x = at(pictures, index)
    const values = rise ? stretched(context, x, own(graph, rise, part)) : x
    if (!offset) return values
    const lengths = vector(graph, [-1, 1, 1, Number(offset.shape[1])])
    const added = graph.add('Reshape', [own(graph, offset, part), lengths], {})
    return graph.add('AddV2', [values, added], {})
  })
}

/** x + rise (x - mean of the picture). */
function stretched({ graph }: AugmentContext, x: Tensor, rise: Tensor): Tensor {
  const size = x.shape.slice(1).reduce<number>((product, length) => product * Number(length), 1)
  const row = graph.add('Reshape', [x, vector(graph, [-1, size])], {})
  const sum = graph.add('Sum', [row, vector(graph, [1])], { keepDims: true })
  const mean = graph.add('Mul', [sum, scalar(graph, 1 / size)], {})
  const kept = graph.add('Mul', [row, graph.add('AddV2', [rise, scalar(graph, 1)], {})], {})
  const changed = graph.add('Sub', [kept, graph.add('Mul', [rise, mean], {})], {})
  return graph.add('Reshape', [changed, vector(graph, [-1, ...x.shape.slice(1).map(Number)])], {})
}

/** What is added to each picture, [b, 1] or [b, channels]. */
function offsetOf(context: AugmentContext): Tensor | undefined {
  const { graph, settings, range } = context
  const { brightness, pcaColor } = settings
  const width = range[1] - range[0]
  const grey =
    brightness &&
    graph.add('Mul', [signed(context, streams.brightness), scalar(graph, brightness * width)], {})
  const color = pcaColor && colorOf(context, pcaColor * width)
  if (grey && color) return graph.add('AddV2', [color, grey], {})
  return grey || color || undefined
}

/**
 * [p1, p2, p3] [a1 l1, a2 l2, a3 l3]^T of Krizhevsky et al. 2012, section 4.1, with a of the given deviation, as [b, channels]; p and l belong to the colors'
 * covariance where a pixel is 0 to 1.
 */
function colorOf(context: AugmentContext, deviation: number): Tensor {
  const { graph, components } = context
  if (!components) throw new Error('PCA color needs the principal components of the colors')
  const channels = components.length
  const values = components.flat().map(value => value * deviation)
  const matrix = constant(graph, { dtype: 'float32', shape: [channels, channels], values }, 'components')
  const strengths = normal(context, streams.pcaColor, channels)
  return graph.add('MatMul', [strengths, matrix], { transposeA: false, transposeB: false })
}
