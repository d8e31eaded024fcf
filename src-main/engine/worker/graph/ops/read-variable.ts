import { held, input, type OpDef, type, typeOf } from './op.ts'

export const readVariable: OpDef<'ReadVariableOp'> = {
  outputs: ['value'],
  infer: inputs => [typeOf(held(input(inputs, 0)))],
  encode: node => ({ dtype: type(held(input(node.inputs, 0)).dtype) }),
  gradient: null,
}
