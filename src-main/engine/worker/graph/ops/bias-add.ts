import { firstType, input, type OpDef, string, typeOf } from './op.ts'

/** Adds one value a channel, whatever the rank. */
export const biasAdd: OpDef<'BiasAdd'> = {
  outputs: ['output'],
  infer: inputs => {
    const value = input(inputs, 0)
    const bias = input(inputs, 1)
    if (bias.shape.length !== 1 || bias.shape[0] !== value.shape.at(-1)) {
      throw new Error(`a bias of [${bias.shape.join(',')}] for [${value.shape.join(',')}]`)
    }
    return [typeOf(value)]
  },
  encode: node => ({ ...firstType(node), data_format: string('NHWC') }),
  gradient: (graph, _node, output) => [
    output && (() => output),
    output && (() => graph.add('BiasAddGrad', [output], {})),
  ],
}
