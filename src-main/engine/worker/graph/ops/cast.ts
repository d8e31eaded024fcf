import { bool, input, type OpDef, type } from './op.ts'

export const cast: OpDef<'Cast'> = {
  outputs: ['y'],
  infer: (inputs, { to }) => [{ dtype: to, shape: input(inputs, 0).shape }],
  encode: node => ({
    SrcT: type(input(node.inputs, 0).dtype),
    DstT: type(node.attributes.to),
    Truncate: bool(false),
  }),
  gradient: (graph, { inputs }, y) => [y && (() => graph.add('Cast', [y], { to: input(inputs, 0).dtype }))],
}
