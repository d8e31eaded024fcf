import { firstType, input, type OpDef, typeOf } from './op.ts'

/** 1 / sqrt(x). */
export const rsqrt: OpDef<'Rsqrt'> = {
  outputs: ['y'],
  infer: inputs => [typeOf(input(inputs, 0))],
  encode: firstType,
  gradient: (graph, { outputs }, y) => [y && (() => graph.add('RsqrtGrad', [input(outputs, 0), y], {}))],
}
