import { type OpDef, string, type } from './op.ts'

export const varHandle: OpDef<'VarHandleOp'> = {
  outputs: ['resource'],
  infer: (_inputs, { holds }) => [{ dtype: 'resource', shape: [], holds }],
  encode: ({ attributes: { name, holds } }) => ({
    dtype: type(holds.dtype),
    shape: { kind: 'shape', value: holds.shape },
    shared_name: string(name),
    container: string(''),
  }),
  gradient: null,
}
