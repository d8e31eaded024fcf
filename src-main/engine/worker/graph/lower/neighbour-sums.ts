import type { Shape } from '../../../../shared/architecture/spec.ts'
import { type ConstantValue, constant, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

interface NeighbourOptions extends Shape {
  /** Channels on each side that count as neighbours. */
  readonly radius: number
  readonly factor: number
  /** Added to each sum; absent: nothing. */
  readonly start?: number
}

/** From so many channels on, most of a band matrix is zeros that cost more than blocks do (measured: 64 are faster whole, 96 in blocks). */
const blockwiseFrom = 96
/** Channels of a block: one vector of a processor with AVX-512. */
const blockLength = 16

/** Each channel's own value and its neighbours' added up, times `factor`; pictures [b, h, w, c] or rows [b, c]. */
export function neighbourSums(graph: Graph, x: Tensor, options: NeighbourOptions): Tensor {
  const { channels, radius } = options
  const blockwise = channels >= blockwiseFrom && channels % blockLength === 0 && radius <= blockLength
  const sums = blockwise ? byBlocks(graph, x, options) : byBandMatrix(graph, x, options)
  return graph.add('Reshape', [sums, graph.add('Shape', [x], {})], {})
}

/** A product with a matrix that is zero but for a band along its diagonal. */
function byBandMatrix(graph: Graph, x: Tensor, options: NeighbourOptions): Tensor {
  const { channels } = options
  const rows = graph.add('Reshape', [x, vector(graph, [-1, channels])], {})
  const matrix = band(x, [channels, channels], options, (from, to) => to - from)
  const attributes = { transposeA: false, transposeB: false }
  return started(
    graph,
    graph.add('MatMul', [rows, constant(graph, matrix, 'neighbours')], attributes),
    options,
  )
}

/** Only the band: channels in blocks, convolved along the blocks with a window of three. */
function byBlocks(graph: Graph, x: Tensor, options: NeighbourOptions): Tensor {
  const { height, width, channels } = options
  const blocks = channels / blockLength
  const lengths = vector(graph, [-1, height * width, blocks, blockLength])
  const pictures = graph.add('Reshape', [x, lengths], {})
  const window = band(x, [1, 3, blockLength, blockLength], options, (from, to, block) => {
    return to - from + (1 - block) * blockLength
  })
  const attributes = { strides: [1, 1], padding: 'SAME' } as const
  return started(
    graph,
    graph.add('Conv2D', [pictures, constant(graph, window, 'neighbours')], attributes),
    options,
  )
}

/** `factor` where a block's channel `from` and the middle block's channel `to` are neighbours, else 0. */
function band(
  { dtype }: Tensor,
  shape: readonly number[],
  { radius, factor }: NeighbourOptions,
  distance: (from: number, to: number, block: number) => number,
): ConstantValue {
  const length = shape.at(-1) ?? 0
  const size = shape.reduce((product, side) => product * side, 1)
  const values = Array.from({ length: size }, (_, place) => {
    const [from, to] = [Math.floor(place / length) % length, place % length]
    return Math.abs(distance(from, to, Math.floor(place / length ** 2))) <= radius ? factor : 0
  })
  return { dtype, shape, values }
}

function started(graph: Graph, sums: Tensor, { start }: NeighbourOptions): Tensor {
  const length = sums.shape.at(-1)
  if (start === undefined || typeof length !== 'number') return sums
  const values = Array.from({ length }, () => start)
  return graph.add(
    'BiasAdd',
    [sums, constant(graph, { dtype: sums.dtype, shape: [length], values }, 'start')],
    {},
  )
}
