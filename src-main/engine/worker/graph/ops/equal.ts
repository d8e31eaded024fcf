import { broadcast } from './broadcast.ts'
import { bool, firstType, type OpDef } from './op.ts'

export const equal: OpDef<'Equal'> = {
  outputs: ['z'],
  infer: inputs => [{ dtype: 'bool', shape: broadcast(inputs).shape }],
  encode: node => ({ ...firstType(node), incompatible_shape_error: bool(true) }),
  gradient: null,
}
