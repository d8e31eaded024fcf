import { vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { sameShape, type TensorShape, type TensorType } from '../tensor-type.ts'
import { input } from './op.ts'

/** The result's type where two operands of an elementwise operator differ in shape (NumPy's rule). */
export function broadcast(inputs: readonly Tensor[]): TensorType {
  const a = input(inputs, 0)
  const b = input(inputs, 1)
  if (a.dtype !== b.dtype) throw new Error(`operands of ${a.dtype} and ${b.dtype}`)
  const rank = Math.max(a.shape.length, b.shape.length)
  const shape = Array.from({ length: rank }, (_, axis) => {
    const left = a.shape[axis - rank + a.shape.length] ?? 1
    const right = b.shape[axis - rank + b.shape.length] ?? 1
    if (left === right || right === 1) return left
    if (left === 1) return right
    throw new Error(`shapes [${a.shape.join(',')}] and [${b.shape.join(',')}] do not go together`)
  })
  return { dtype: a.dtype, shape }
}

/** Sums a gradient over the axes along which its operand was repeated. */
export function sumToShape(graph: Graph, gradient: Tensor, shape: TensorShape): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient
  const extra = gradient.shape.length - shape.length
  const repeated = gradient.shape.flatMap((length, axis) =>
    axis < extra || shape[axis - extra] !== length ? [axis] : [],
  )
  const sum = graph.add('Sum', [gradient, vector(graph, repeated)], { keepDims: false })
  if (sameShape(sum.shape, shape)) return sum
  const lengths = shape.map(length => (typeof length === 'number' ? length : -1))
  return graph.add('Reshape', [sum, vector(graph, lengths)], {})
}
