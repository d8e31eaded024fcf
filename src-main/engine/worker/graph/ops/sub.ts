import { broadcast } from './broadcast.ts'
import { firstType, type OpDef } from './op.ts'

export const sub: OpDef<'Sub'> = {
  outputs: ['z'],
  infer: inputs => [broadcast(inputs)],
  encode: firstType,
  gradient: null,
}
