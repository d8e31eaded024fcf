import type { LayerShapes } from '../../../../shared/architecture/shapes.ts'
import type { ConvolutionLayer } from '../../../../shared/architecture/spec.ts'
import { constant, scalar, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

/** oneDNN computes 16 filters at a time; half of them and fewer leave room for a second column. */
const halfVector = 8

/** Whether two neighbouring columns of the output are computed at once, as twice as many filters (README.md). */
export const pairsColumns = ({ filters, groups = 1 }: ConvolutionLayer, { output }: LayerShapes): boolean =>
  filters / groups <= halfVector && output.width % 2 === 0

/**
 * Kernel [kh, kw, in, out] as [kh, kw + stride, in, 2 out]: the first half of the filters stands at the left column, the second a
 * stride further right.
 */
export function pairedKernel(graph: Graph, kernel: Tensor, stride: number): Tensor {
  const shifted = [0, stride].map(left => {
    const values = [0, 0, left, stride - left, 0, 0, 0, 0]
    return graph.add('Pad', [kernel, constant(graph, { dtype: 'int32', shape: [4, 2], values })], {})
  })
  return graph.add('ConcatV2', [...shifted, scalar(graph, 3, 'int32')], {})
}

/** Picture [b, h, w, in] by a paired kernel and with a bias [out], without padding, to maps [b, height, width, out] as the kernel alone would give. */
export function convolvePairs(
  graph: Graph,
  picture: Tensor,
  paired: Tensor,
  bias: Tensor,
  { stride }: ConvolutionLayer,
  { output }: LayerShapes,
): Tensor {
  const strides = [stride.height, 2 * stride.width] as const
  const sums = graph.add('Conv2D', [picture, paired], { strides, padding: 'VALID' })
  const twice = graph.add('ConcatV2', [bias, bias, scalar(graph, 0, 'int32')], {})
  const pairs = graph.add('BiasAdd', [sums, twice], {})
  const filters = Number(paired.shape[3]) / 2
  return graph.add('Reshape', [pairs, vector(graph, [-1, output.height, output.width, filters])], {})
}
