import { sumToShape } from './broadcast.ts'
import { firstType, input, knownLengths, type OpDef, type } from './op.ts'

export const broadcastTo: OpDef<'BroadcastTo'> = {
  outputs: ['output'],
  infer: inputs => [{ dtype: input(inputs, 0).dtype, shape: knownLengths(input(inputs, 1)) }],
  encode: node => ({ ...firstType(node), Tidx: type('int32') }),
  gradient: (graph, { inputs }, output) => [
    output && (() => sumToShape(graph, output, input(inputs, 0).shape)),
    undefined,
  ],
}
