import { broadcast } from './broadcast.ts'
import { firstType, type OpDef } from './op.ts'

export const realDiv: OpDef<'RealDiv'> = {
  outputs: ['z'],
  infer: inputs => [broadcast(inputs)],
  encode: firstType,
  gradient: null,
}
