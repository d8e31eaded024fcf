import type { ConvolutionLayer, Shape } from '../../../../shared/architecture/spec.ts'
import { constant } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

type Side = 'height' | 'width'

/**
 * The input and TensorFlow's padding that together mean the layer's zeros on each side: SAME where it means the same, else
 * zeros of our own and VALID. TensorFlow's EXPLICIT leaves oneDNN's fast path.
 */
export function padded(
  graph: Graph,
  x: Tensor,
  layer: ConvolutionLayer,
  input: Shape,
): { readonly picture: Tensor; readonly padding: 'SAME' | 'VALID' } {
  const { height, width } = layer.padding
  if (height === 0 && width === 0) return { picture: x, padding: 'VALID' }
  if (isSame(layer, input, 'height') && isSame(layer, input, 'width')) return { picture: x, padding: 'SAME' }
  const values = [0, 0, height, height, width, width, 0, 0]
  const paddings = constant(graph, { dtype: 'int32', shape: [4, 2], values }, 'paddings')
  return { picture: graph.add('Pad', [x, paddings], {}), padding: 'VALID' }
}

/** SAME adds what makes the output ceil(length / stride) long, the odd zero behind. */
function isSame({ kernel, stride, padding }: ConvolutionLayer, input: Shape, side: Side): boolean {
  const output = Math.ceil(input[side] / stride[side])
  const zeros = Math.max((output - 1) * stride[side] + kernel[side] - input[side], 0)
  return zeros === 2 * padding[side]
}
