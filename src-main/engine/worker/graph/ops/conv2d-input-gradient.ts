import { constant, scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { SlideAttributes } from './attributes.ts'
import { pairRows, unpairRows } from './row-pairs.ts'

/** oneDNN computes the gradients of 16 channels at a time; half of them and fewer leave room for a second row. */
const halfVector = 8

/** Gradient of a convolution's picture [b, h, w, in] by a kernel [kh, kw, in, out] from that of its output. */
export function conv2dInputGradient(
  graph: Graph,
  picture: Tensor,
  kernel: Tensor,
  output: Tensor,
  attributes: SlideAttributes,
): Tensor {
  const backprop = (picture: Tensor, kernel: Tensor, output: Tensor) => {
    const lengths = graph.add('Shape', [picture], {})
    return graph.add('Conv2DBackpropInput', [lengths, kernel, output], attributes)
  }
  if (!pairsRows(picture, kernel, attributes)) return backprop(picture, kernel, output)
  const [, height = 0, width = 0, channels = 0] = picture.shape.map(Number)
  const shape = vector(graph, [-1, height / 2, width, 2 * channels])
  const rows = backprop(
    graph.add('Reshape', [picture, shape], {}),
    pairedRowsKernel(graph, kernel),
    pairRows(graph, output),
  )
  return unpairRows(graph, rows)
}

/** Whether two neighbouring rows are computed at once, as twice as many channels (README.md). */
function pairsRows(picture: Tensor, kernel: Tensor, { strides, padding }: SlideAttributes): boolean {
  const [, height, , channels] = picture.shape
  const [rows] = kernel.shape
  return (
    padding === 'VALID' &&
    strides.every(stride => stride === 1) &&
    Number(channels) <= halfVector &&
    Number(height) % 2 === 0 &&
    Number(rows) % 2 === 1 &&
    Number(rows) > 1
  )
}

/** The kernel [(kh + 1) / 2, kw, 2 in, 2 out] from pairs of the picture's rows to pairs of the output's: for the second of these it stands a row lower. */
function pairedRowsKernel(graph: Graph, kernel: Tensor): Tensor {
  const [height = 0, width = 0, channels = 0, filters = 0] = kernel.shape.map(Number)
  const shifted = [0, 1].map(above => {
    const values = [above, 1 - above, 0, 0, 0, 0, 0, 0]
    return graph.add('Pad', [kernel, constant(graph, { dtype: 'int32', shape: [4, 2], values })], {})
  })
  const both = graph.add('ConcatV2', [...shifted, scalar(graph, 3, 'int32')], {})
  const pairs = (height + 1) / 2
  const apart = graph.add('Reshape', [both, vector(graph, [pairs, 2, width, 2 * channels * filters])], {})
  const sorted = graph.add('Transpose', [apart, vector(graph, [0, 2, 1, 3])], {})
  return graph.add('Reshape', [sorted, vector(graph, [pairs, width, 2 * channels, 2 * filters])], {})
}
