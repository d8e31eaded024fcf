import { expectType, input, type OpDef } from './op.ts'

export const readFile: OpDef<'ReadFile'> = {
  outputs: ['contents'],
  infer: inputs => {
    expectType(input(inputs, 0), 'string')
    return [{ dtype: 'string', shape: [] }]
  },
  encode: () => ({}),
  gradient: null,
}
