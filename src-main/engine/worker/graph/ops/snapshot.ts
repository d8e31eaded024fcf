import { firstType, input, type OpDef, typeOf } from './op.ts'

/** The same values in memory of the graph's own: what is fed may lie in JavaScript's. */
export const snapshot: OpDef<'Snapshot'> = {
  outputs: ['output'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: null,
}
