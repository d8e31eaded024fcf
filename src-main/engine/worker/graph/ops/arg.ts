import type { OpDef } from './op.ts'

/** A function's argument; stands in the function's signature, not among its nodes. */
export const arg: OpDef<'Arg'> = {
  outputs: ['output'],
  infer: (_inputs, { type }) => [type],
  encode: () => ({}),
  gradient: null,
}
