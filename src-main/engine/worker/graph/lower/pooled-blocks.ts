import type { LayerShapes } from '../../../../shared/architecture/shapes.ts'
import type { ConvolutionLayer, PoolLayer } from '../../../../shared/architecture/spec.ts'
import { constant, scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

/** Of a convolution's output computed at once: two windows of a pooling by 2 x 2, one above the other. */
const block = { height: 4, width: 2 } as const
const places = block.height * block.width
/** Places of a window. */
const pooled = 4
/** Three of oneDNN's vectors. */
const mostChannels = 48

/** Whether a convolution computes blocks of its output, as eight times as many filters, for the maximum pooling that follows (README.md). */
export function convolvesBlocks(layer: ConvolutionLayer, shapes: LayerShapes, pool: PoolLayer): boolean {
  const { groups = 1, kernel, stride, filters } = layer
  const { input, output } = shapes
  const isSquare = ({ height, width }: PoolLayer['window'], length: number) =>
    height === length && width === length
  return (
    groups === 1 &&
    input.channels === 1 &&
    places * filters <= mostChannels &&
    isSquare(stride, 1) &&
    kernel.width % 2 === 1 &&
    output.height % block.height === 0 &&
    output.width % block.width === 0 &&
    isSquare(pool.window, 2) &&
    isSquare(pool.stride, 2)
  )
}

/**
 * Kernel [kh, kw, 1, out] as [kh + 3, (kw + 1) / 2, 2, 8 out], for pictures with pairs of columns as channels: the filters once for each place of
 * the block. The places that are pooled come one after the other, row by row, the upper and the lower window in each.
 */
export function blockKernel(graph: Graph, kernel: Tensor): Tensor {
  const [height = 0, width = 0, , filters = 0] = kernel.shape.map(Number)
  const [rows, columns] = [height + block.height - 1, width + block.width - 1]
  const taps = height * width
  const values = new Array<number>(rows * columns * places * taps).fill(0)
  for (let place = 0; place < places; place++) {
    const below = 2 * (place % 2) + Math.floor(place / 4)
    const right = Math.floor(place / 2) % 2
    for (let tap = 0; tap < taps; tap++) {
      const target = (Math.floor(tap / width) + below) * columns + (tap % width) + right
      values[(target * places + place) * taps + tap] = 1
    }
  }
  const shifts = constant(graph, { dtype: kernel.dtype, shape: [rows * columns * places, taps], values })
  const flat = graph.add('Reshape', [kernel, vector(graph, [taps, filters])], {})
  const spread = graph.add('MatMul', [shifts, flat], { transposeA: false, transposeB: false })
  const lengths = [rows, columns / block.width, block.width, places * filters]
  return graph.add('Reshape', [spread, vector(graph, lengths)], {})
}

/** Picture [b, h, w, 1] by a block kernel, with a bias [out], pooled: pairs of the pooled maps' rows [b, height / 4, width / 2, 2 out]. */
export function convolveBlocks(
  graph: Graph,
  picture: Tensor,
  kernel: Tensor,
  bias: Tensor,
  { height, width }: LayerShapes['output'],
): Tensor {
  const filters = Number(bias.shape[0])
  const reshape = (values: Tensor, lengths: readonly number[]) =>
    graph.add('Reshape', [values, vector(graph, lengths)], {})
  const [, rows = 0, columns = 0] = picture.shape.map(Number)
  const pairs = reshape(picture, [-1, rows, columns / block.width, block.width])
  const sums = graph.add('Conv2D', [pairs, kernel], { strides: [block.height, 1], padding: 'VALID' })
  const copies = Array.from({ length: places }, () => bias)
  const everywhere = graph.add('ConcatV2', [...copies, scalar(graph, 0, 'int32')], {})
  const maps = graph.add('BiasAdd', [sums, everywhere], {})
  const across = width / block.width
  // Along the width oneDNN pools 2 x 12 values three times as fast as along the height.
  const windows = reshape(maps, [-1, 1, across * pooled, 2 * filters])
  const sides = [1, pooled] as const
  const maxima = graph.add('MaxPool', [windows], { window: sides, strides: sides, padding: 'VALID' })
  return reshape(maxima, [-1, height / block.height, across, 2 * filters])
}
