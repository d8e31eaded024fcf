import { bool, expectType, input, type OpDef, type } from './op.ts'

/** A string's bytes as numbers of little-endian order. */
export const decodeRaw: OpDef<'DecodeRaw'> = {
  outputs: ['output'],
  infer: (inputs, { to }) => {
    expectType(input(inputs, 0), 'string')
    return [{ dtype: to, shape: ['b'] }]
  },
  encode: node => ({ out_type: type(node.attributes.to), little_endian: bool(true) }),
  gradient: null,
}
