import { firstType, input, type OpDef, typeOf } from './op.ts'

export const sigmoid: OpDef<'Sigmoid'> = {
  outputs: ['y'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: (graph, { outputs }, output) => [
    output && (() => graph.add('SigmoidGrad', [input(outputs, 0), output], {})),
  ],
}
