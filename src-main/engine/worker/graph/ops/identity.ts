import { firstType, input, type OpDef, typeOf } from './op.ts'

export const identity: OpDef<'Identity'> = {
  outputs: ['output'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: (_graph, _node, output) => [output && (() => output)],
}
