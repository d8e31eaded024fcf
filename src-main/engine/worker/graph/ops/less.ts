import { broadcast } from './broadcast.ts'
import { firstType, type OpDef } from './op.ts'

export const less: OpDef<'Less'> = {
  outputs: ['z'],
  infer: inputs => [{ dtype: 'bool', shape: broadcast(inputs).shape }],
  encode: firstType,
  gradient: null,
}
