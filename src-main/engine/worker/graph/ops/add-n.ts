import { describeType, sameShape } from '../tensor-type.ts'
import { firstType, input, int, type OpDef, typeOf } from './op.ts'

export const addN: OpDef<'AddN'> = {
  outputs: ['sum'],
  infer: inputs => {
    const first = input(inputs, 0)
    for (const other of inputs) {
      if (other.dtype !== first.dtype || !sameShape(other.shape, first.shape)) {
        throw new Error(`cannot add ${describeType(other)} to ${describeType(first)}`)
      }
    }
    return [typeOf(first)]
  },
  encode: node => ({ ...firstType(node), N: int(node.inputs.length) }),
  gradient: (_graph, node, sum) => node.inputs.map(() => sum && (() => sum)),
}
