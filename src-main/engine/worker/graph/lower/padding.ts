import type { ConvolutionLayer, Shape } from '../../../../shared/architecture/spec.ts'
import { constant } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

type Side = 'height' | 'width'

/** Zeros of our own around a picture. */
export function withZeros(graph: Graph, x: Tensor, { height, width }: ConvolutionLayer['padding']): Tensor {
  if (height === 0 && width === 0) return x
  const values = [0, 0, height, height, width, width, 0, 0]
  return graph.add('Pad', [x, constant(graph, { dtype: 'int32', shape: [4, 2], values }, 'paddings')], {})
}

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
  const same = (height > 0 || width > 0) && isSame(layer, input, 'height') && isSame(layer, input, 'width')
  if (same) return { picture: x, padding: 'SAME' }
  return { picture: withZeros(graph, x, layer.padding), padding: 'VALID' }
}

/** SAME adds what makes the output ceil(length / stride) long, the odd zero behind. */
function isSame({ kernel, stride, padding }: ConvolutionLayer, input: Shape, side: Side): boolean {
  const output = Math.ceil(input[side] / stride[side])
  const zeros = Math.max((output - 1) * stride[side] + kernel[side] - input[side], 0)
  return zeros === 2 * padding[side]
}
