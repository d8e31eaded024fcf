import { scalar } from '../constants.ts'
import { firstType, input, type OpDef, typeOf } from './op.ts'

export const square: OpDef<'Square'> = {
  outputs: ['y'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: (graph, { inputs }, y) => [
    y &&
      (() => {
        const twice = graph.add('Mul', [y, scalar(graph, 2, y.dtype)], {})
        return graph.add('Mul', [twice, input(inputs, 0)], {})
      }),
  ],
}
