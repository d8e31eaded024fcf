import { firstType, input, type OpDef, typeOf } from './op.ts'

export const relu: OpDef<'Relu'> = {
  outputs: ['activations'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: (graph, { outputs }, output) => [
    output && (() => graph.add('ReluGrad', [output, input(outputs, 0)], {})),
  ],
}
