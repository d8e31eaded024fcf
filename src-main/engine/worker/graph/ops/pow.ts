import { broadcast } from './broadcast.ts'
import { firstType, type OpDef } from './op.ts'

/** The first input to the power of the second. */
export const pow: OpDef<'Pow'> = {
  outputs: ['z'],
  infer: inputs => [broadcast(inputs)],
  encode: firstType,
  gradient: null,
}
