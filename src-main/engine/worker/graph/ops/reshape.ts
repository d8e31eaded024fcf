import { firstType, input, knownLengths, type OpDef, type } from './op.ts'

export const reshape: OpDef<'Reshape'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 0).dtype, shape: knownLengths(input(inputs, 1)) }],
  encode: node => ({ ...firstType(node), Tshape: type('int32') }),
  gradient: (graph, { inputs }, output) => [
    output &&
      (() => {
        const lengths = graph.add('Shape', [input(inputs, 0)], {})
        return graph.add('Reshape', [output, lengths], {})
      }),
    undefined,
  ],
}
