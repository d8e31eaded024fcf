import { type OpDef, typeOf } from './op.ts'

/** Every input as it is: where several values become one thing. */
export const identityN: OpDef<'IdentityN'> = {
  outputs: { list: 'output' },
  infer: inputs => inputs.map(typeOf),
  encode: node => ({ T: { kind: 'types', value: node.inputs.map(({ dtype }) => dtype) } }),
  gradient: (_graph, _node, ...outputs) => outputs.map(output => output && (() => output)),
}
