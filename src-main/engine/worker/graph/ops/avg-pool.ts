import { input, type OpDef, type } from './op.ts'
import { encodePool, slide } from './slide.ts'

export const avgPool: OpDef<'AvgPool'> = {
  outputs: ['output'],
  infer: (inputs, attributes) => {
    const value = input(inputs, 0)
    return [{ dtype: value.dtype, shape: slide(value, attributes.window, attributes, value.shape[3] ?? 1) }]
  },
  encode: node => ({ ...encodePool(node.attributes), T: type(input(node.inputs, 0).dtype) }),
  gradient: (graph, { inputs, attributes }, output) => [
    output &&
      (() => {
        const lengths = graph.add('Shape', [input(inputs, 0)], {})
        return graph.add('AvgPoolGrad', [lengths, output], attributes)
      }),
  ],
}
