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
/** From so many on, blocks are filled up with zeros where channels do not come out even: a band matrix would be a constant of many megabytes. */
const filledFrom = 1024

/** Each channel's own value and its neighbours' added up, times `factor`; pictures [b, h, w, c] or rows [b, c]. */
export function neighbourSums(graph: Graph, x: Tensor, options: NeighbourOptions): Tensor {
  const { channels, radius } = options
  const comesOut = channels >= blockwiseFrom && channels % blockLength === 0
  const blockwise = (comesOut || channels >= filledFrom) && radius <= blockLength
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
  const blocks = Math.ceil(channels / blockLength)
  const missing = blocks * blockLength - channels
  const lengths = vector(graph, [-1, height * width, blocks, blockLength])
  const pictures = graph.add('Reshape', [filled(graph, x, missing), lengths], {})
  const window = band(x, [1, 3, blockLength, blockLength], options, (from, to, block) => {
    return to - from + (1 - block) * blockLength
  })
  const attributes = { strides: [1, 1], padding: 'SAME' } as const
  const sums = started(
    graph,
    graph.add('Conv2D', [pictures, constant(graph, window, 'neighbours')], attributes),
    options,
  )
  if (missing === 0) return sums
  const rows = graph.add('Reshape', [sums, vector(graph, [-1, blocks * blockLength])], {})
  return graph.add('Slice', [rows, vector(graph, [0, 0]), vector(graph, [-1, channels])], {})
}

/** With `missing` channels of zeros more. */
function filled(graph: Graph, x: Tensor, missing: number): Tensor {
  if (missing === 0) return x
  const values = [...Array.from({ length: 2 * x.shape.length - 1 }, () => 0), missing]
  const shape = [x.shape.length, 2]
  return graph.add('Pad', [x, constant(graph, { dtype: 'int32', shape, values })], {})
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
