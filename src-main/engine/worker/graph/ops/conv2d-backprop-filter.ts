import { input, knownLengths, type OpDef, type } from './op.ts'
import { encodeSlide } from './slide.ts'

export const conv2dBackpropFilter: OpDef<'Conv2DBackpropFilter'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 2).dtype, shape: knownLengths(input(inputs, 1)) }],
  encode: node => ({ ...encodeSlide(node.attributes), T: type(input(node.inputs, 2).dtype) }),
  gradient: null,
}
