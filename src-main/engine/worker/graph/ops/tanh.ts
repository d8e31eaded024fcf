import { firstType, input, type OpDef, typeOf } from './op.ts'

export const tanh: OpDef<'Tanh'> = {
  outputs: ['y'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: (graph, { outputs }, output) => [
    output && (() => graph.add('TanhGrad', [input(outputs, 0), output], {})),
  ],
}
