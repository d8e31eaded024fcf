import { firstType, input, type OpDef } from './op.ts'
import { encodePool, slide } from './slide.ts'

export const maxPool: OpDef<'MaxPool'> = {
  outputs: ['output'],
  infer: (inputs, attributes) => {
    const value = input(inputs, 0)
    return [{ dtype: value.dtype, shape: slide(value, attributes.window, attributes, value.shape[3] ?? 1) }]
  },
  encode: node => ({ ...encodePool(node.attributes), ...firstType(node) }),
  gradient: (graph, { inputs, outputs, attributes }, output) => [
    output && (() => graph.add('MaxPoolGrad', [input(inputs, 0), input(outputs, 0), output], attributes)),
  ],
}
