import { input, knownLengths, type OpDef, type } from './op.ts'
import { encodeSlide } from './slide.ts'

export const conv2dBackpropInput: OpDef<'Conv2DBackpropInput'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 2).dtype, shape: knownLengths(input(inputs, 0)) }],
  encode: node => ({ ...encodeSlide(node.attributes), T: type(input(node.inputs, 2).dtype) }),
  gradient: null,
}
