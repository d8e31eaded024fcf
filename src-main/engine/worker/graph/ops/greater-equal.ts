import { broadcast } from './broadcast.ts'
import { firstType, type OpDef } from './op.ts'

export const greaterEqual: OpDef<'GreaterEqual'> = {
  outputs: ['z'],
  infer: inputs => [{ dtype: 'bool', shape: broadcast(inputs).shape }],
  encode: firstType,
  gradient: null,
}
