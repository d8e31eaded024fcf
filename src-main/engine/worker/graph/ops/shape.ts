import { firstType, input, type OpDef, type } from './op.ts'

export const shape: OpDef<'Shape'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: 'int32', shape: [input(inputs, 0).shape.length] }],
  encode: node => ({ ...firstType(node), out_type: type('int32') }),
  gradient: null,
}
