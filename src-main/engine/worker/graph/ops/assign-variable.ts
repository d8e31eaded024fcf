import { describeType, sameShape } from '../tensor-type.ts'
import { held, input, type OpDef, type } from './op.ts'

export const assignVariable: OpDef<'AssignVariableOp'> = {
  outputs: [],
  infer: inputs => {
    const variable = held(input(inputs, 0))
    const value = input(inputs, 1)
    if (value.dtype !== variable.dtype || !sameShape(value.shape, variable.shape)) {
      throw new Error(`cannot assign ${describeType(value)} to ${describeType(variable)}`)
    }
    return []
  },
  encode: node => ({ dtype: type(input(node.inputs, 1).dtype) }),
  gradient: null,
}
