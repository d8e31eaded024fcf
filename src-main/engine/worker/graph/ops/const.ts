import { type OpDef, type } from './op.ts'

export const constant: OpDef<'Const'> = {
  outputs: ['output'],
  infer: (_inputs, { value }) => {
    const size = value.shape.reduce((product, length) => product * length, 1)
    if (size !== value.values.length)
      throw new Error(`${value.values.length} values for [${value.shape.join(',')}]`)
    return [{ dtype: value.dtype, shape: value.shape }]
  },
  encode: ({ attributes: { value } }) => ({ dtype: type(value.dtype), value: { kind: 'tensor', value } }),
  gradient: null,
}
