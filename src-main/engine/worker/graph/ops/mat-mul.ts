import { vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { bool, expectRank, firstType, input, largeKernel, type OpDef } from './op.ts'

export const matMul: OpDef<'MatMul'> = {
  outputs: ['product'],
  infer: (inputs, { transposeA, transposeB }) => {
    const a = input(inputs, 0)
    const [rows = 0, inner] = ordered(a, transposeA)
    const [found, columns = 0] = ordered(input(inputs, 1), transposeB)
    if (inner !== found) throw new Error(`inner lengths ${inner} and ${found} differ`)
    return [{ dtype: a.dtype, shape: [rows, columns] }]
  },
  encode: node => ({
    ...firstType(node),
    transpose_a: bool(node.attributes.transposeA),
    transpose_b: bool(node.attributes.transposeB),
  }),
  gradient: (graph, { inputs, attributes: { transposeA, transposeB } }, product) => {
    const a = input(inputs, 0)
    const b = input(inputs, 1)
    const multiply = (left: Tensor, right: Tensor, ta: boolean, tb: boolean) =>
      graph.add('MatMul', [left, right], { transposeA: ta, transposeB: tb })
    if (!product) return []
    return [
      () => {
        if (transposeA) return multiply(b, product, transposeB, true)
        if (transposeB) return multiply(product, b, false, false)
        return timesTransposed(graph, product, b)
      },
      () => (transposeB ? multiply(product, a, true, transposeA) : multiply(a, product, !transposeA, false)),
    ]
  },
}

/** a times b transposed; for a large b of float32 `BatchMatMulV2` has the faster kernel (README.md). */
export function timesTransposed(graph: Graph, a: Tensor, b: Tensor): Tensor {
  const [rows = 0, inner = 0] = b.shape.map(Number)
  if (a.dtype !== 'float32' || !(rows * inner >= largeKernel)) {
    return graph.add('MatMul', [a, b], { transposeA: false, transposeB: true })
  }
  const one = (matrix: Tensor, lengths: readonly number[]) =>
    graph.add('Reshape', [matrix, vector(graph, [1, ...lengths])], {})
  const batch = typeof a.shape[0] === 'number' ? a.shape[0] : -1
  const product = graph.add('BatchMatMulV2', [one(a, [batch, inner]), one(b, [rows, inner])], {
    adjointA: false,
    adjointB: true,
  })
  return graph.add('Reshape', [product, vector(graph, [batch, rows])], {})
}

const ordered = (matrix: Tensor, transposed: boolean) => {
  const shape = expectRank(matrix, 2)
  return transposed ? shape.toReversed() : shape
}
