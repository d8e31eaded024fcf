import { type OpDef, type } from './op.ts'

export const placeholder: OpDef<'Placeholder'> = {
  outputs: ['output'],
  infer: (_inputs, attributes) => [attributes],
  encode: ({ attributes }) => ({
    dtype: type(attributes.dtype),
    shape: { kind: 'shape', value: attributes.shape },
  }),
  gradient: null,
}
