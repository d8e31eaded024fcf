import { outputLength } from '../../../../shared/architecture/output-length.ts'
import type { Tensor } from '../ir.ts'
import type { Dimension, TensorShape } from '../tensor-type.ts'
import type { PoolAttributes, SlideAttributes } from './attributes.ts'
import { type AttributeValue, expectRank, string } from './op.ts'

/** NHWC shape after a window has slid over `picture`, as TensorFlow's SAME and VALID have it. */
export function slide(
  picture: Tensor,
  window: readonly [number, number],
  { strides, padding }: SlideAttributes,
  channels: Dimension,
): TensorShape {
  const [batch, height, width] = expectRank(picture, 4)
  const length = (side: Dimension | undefined, axis: 0 | 1) => {
    if (typeof side !== 'number') throw new Error('expected a picture of known size')
    if (padding === 'SAME') return Math.ceil(side / strides[axis])
    const output = outputLength(side, window[axis], strides[axis], 0)
    if (output < 1) throw new Error(`a window of ${window[axis]} does not fit into ${side}`)
    return output
  }
  return [batch ?? 'b', length(height, 0), length(width, 1), channels]
}

export const encodeSlide = ({
  strides,
  padding,
}: SlideAttributes): Readonly<Record<string, AttributeValue>> => ({
  strides: { kind: 'ints', value: [1, ...strides, 1] },
  padding: string(padding),
  data_format: string('NHWC'),
})

export const encodePool = (attributes: PoolAttributes): Readonly<Record<string, AttributeValue>> => ({
  ...encodeSlide(attributes),
  ksize: { kind: 'ints', value: [1, ...attributes.window, 1] },
})
