import type { Dimension } from '../tensor-type.ts'
import { conv2dInputGradient } from './conv2d-input-gradient.ts'
import { expectRank, firstType, input, type OpDef } from './op.ts'
import { encodeSlide, slide } from './slide.ts'

/** Picture [b, h, w, in], kernel [kh, kw, in, out]. */
export const conv2d: OpDef<'Conv2D'> = {
  outputs: ['output'],
  infer: (inputs, attributes) => {
    const picture = input(inputs, 0)
    const [height, width, channels, filters] = expectRank(input(inputs, 1), 4)
    if (channels !== picture.shape[3]) {
      throw new Error(`a kernel for ${channels} channels and a picture of ${picture.shape[3]}`)
    }
    const window: [number, number] = [known(height), known(width)]
    return [{ dtype: picture.dtype, shape: slide(picture, window, attributes, known(filters)) }]
  },
  encode: node => ({ ...encodeSlide(node.attributes), ...firstType(node) }),
  gradient: (graph, { inputs, attributes }, output) => {
    const picture = input(inputs, 0)
    const kernel = input(inputs, 1)
    if (!output) return []
    return [
      () => conv2dInputGradient(graph, picture, kernel, output, attributes),
      () => {
        const lengths = graph.add('Shape', [kernel], {})
        return graph.add('Conv2DBackpropFilter', [picture, lengths, output], attributes)
      },
    ]
  },
}

function known(length: Dimension | undefined): number {
  if (typeof length !== 'number') throw new Error('expected a kernel of known size')
  return length
}
