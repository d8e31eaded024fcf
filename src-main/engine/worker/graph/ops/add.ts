import { broadcast, sumToShape } from './broadcast.ts'
import { firstType, type OpDef } from './op.ts'

export const add: OpDef<'AddV2'> = {
  outputs: ['z'],
  infer: inputs => [broadcast(inputs)],
  encode: firstType,
  gradient: (graph, { inputs }, z) => inputs.map(({ shape }) => z && (() => sumToShape(graph, z, shape))),
}
