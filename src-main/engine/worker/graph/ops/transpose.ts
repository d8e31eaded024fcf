import { vector } from '../constants.ts'
import { firstType, input, knownValues, type OpDef, type } from './op.ts'

/** Inputs: value, for each axis of the output the axis of the value that it is. */
export const transpose: OpDef<'Transpose'> = {
  outputs: ['y'],
  infer: inputs => {
    const { dtype, shape } = input(inputs, 0)
    const axes = knownValues(input(inputs, 1))
    if (axes.toSorted((a, b) => a - b).join() !== [...shape.keys()].join()) {
      throw new Error(`[${axes.join(',')}] does not order the axes of [${shape.join(',')}]`)
    }
    return [{ dtype, shape: axes.map(axis => shape[axis] ?? 1) }]
  },
  encode: node => ({ ...firstType(node), Tperm: type('int32') }),
  gradient: (graph, { inputs }, y) => [
    y &&
      (() => {
        const axes = knownValues(input(inputs, 1))
        const back = [...axes.keys()].map(axis => axes.indexOf(axis))
        return graph.add('Transpose', [y, vector(graph, back)], {})
      }),
    undefined,
  ],
}
