import { scalar } from '../constants.ts'
import type { Tensor } from '../ir.ts'
import { type Dimension, describeType, sameShape } from '../tensor-type.ts'
import { input, int, knownValues, type OpDef, type } from './op.ts'

/** One after another along an axis. Inputs: the parts, then the axis. */
export const concat: OpDef<'ConcatV2'> = {
  outputs: ['output'],
  infer: inputs => {
    const axis = axisOf(inputs)
    const parts = inputs.slice(0, -1)
    if (parts.length < 2) throw new Error('expected two parts or more')
    const { dtype, shape } = input(parts, 0)
    for (const part of parts) {
      if (part.dtype === dtype && sameShape(part.shape.toSpliced(axis, 1), shape.toSpliced(axis, 1))) continue
      throw new Error(`cannot put ${describeType(part)} behind ${describeType({ dtype, shape })}`)
    }
    const lengths = parts.map(part => part.shape[axis])
    const length = lengths.reduce<Dimension>(
      (sum, length) => (typeof sum === 'number' && typeof length === 'number' ? sum + length : 'b'),
      0,
    )
    return [{ dtype, shape: shape.with(axis, length) }]
  },
  encode: node => ({
    T: type(input(node.inputs, 0).dtype),
    Tidx: type('int32'),
    N: int(node.inputs.length - 1),
  }),
  gradient: (graph, { inputs }, output) => {
    if (!output) return []
    const axis = axisOf(inputs)
    const parts = inputs.slice(0, -1)
    const lengths = new Set(parts.map(part => lengthAlong(part, axis)))
    if (lengths.size > 1) throw new Error('no gradient passes through parts of different lengths')
    let split: readonly Tensor[] | undefined
    const part = (index: number) => {
      split ??= graph.addNode('Split', [scalar(graph, axis, 'int32'), output], {
        parts: parts.length,
      }).outputs
      return input(split, index)
    }
    return [...parts.map((_, index) => () => part(index)), undefined]
  },
}

function axisOf(inputs: readonly Tensor[]): number {
  const [axis = 0] = knownValues(input(inputs, inputs.length - 1))
  return axis
}

function lengthAlong({ shape, node }: Tensor, axis: number): number {
  const length = shape[axis]
  if (typeof length === 'number') return length
  throw new Error(`the length of ${node.name} along axis ${axis} is not known`)
}
