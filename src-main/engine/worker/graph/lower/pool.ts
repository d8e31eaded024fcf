import type { PoolLayer, Shape } from '../../../../shared/architecture/spec.ts'
import { vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { PoolAttributes } from '../ops/attributes.ts'
import type { Lowering } from './lowering.ts'
import { asPicture } from './reshape.ts'

export const lowerPool: Lowering<PoolLayer> = {
  variables: () => [],
  forward: ({ graph, layer, shapes, input }) => {
    const op = layer.mode === 'max' ? 'MaxPool' : 'AvgPool'
    const window = [layer.window.height, layer.window.width] as const
    const strides = [layer.stride.height, layer.stride.width] as const
    return pool(graph, op, asPicture(graph, input, shapes.input), { window, strides, padding: 'VALID' })
  },
}

/** Maps [b, h, w, c] pooled. */
export function pool(
  graph: Graph,
  op: 'MaxPool' | 'AvgPool',
  maps: Tensor,
  attributes: PoolAttributes,
): Tensor {
  const [, height = 0, width = 0, channels = 0] = maps.shape.map(Number)
  const shape = { height, width, channels }
  return tiles(shape, attributes) && channels < fewChannels
    ? poolByRows(graph, op, maps, shape, attributes)
    : graph.add(op, [maps], attributes)
}

/** oneDNN's gradient of a pooling is several times slower below (README.md). */
const fewChannels = 8

/** Windows side by side that cover the map. */
const tiles = ({ height, width }: Shape, { window, strides }: PoolAttributes) =>
  strides.every((stride, axis) => stride === window[axis]) &&
  height % window[0] === 0 &&
  width % window[1] === 0

/**
 * The same with a row of windows' columns as channels: [rows of windows, window height, window width, windows in a row * c], for which
 * oneDNN has whole vectors. The places of a window keep their order, so that of equal values the first still wins.
 */
function poolByRows(
  graph: Graph,
  op: 'MaxPool' | 'AvgPool',
  maps: Tensor,
  { height, width, channels }: Shape,
  { window, padding }: PoolAttributes,
): Tensor {
  const [high, wide] = window
  const columns = width / wide
  const rows = graph.add('Reshape', [maps, vector(graph, [-1, columns, wide, channels])], {})
  const sorted = graph.add('Transpose', [rows, vector(graph, [0, 2, 1, 3])], {})
  const windows = graph.add('Reshape', [sorted, vector(graph, [-1, high, wide, columns * channels])], {})
  const pooled = graph.add(op, [windows], { window, strides: window, padding })
  return graph.add('Reshape', [pooled, vector(graph, [-1, height / high, columns, channels])], {})
}
