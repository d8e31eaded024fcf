import type { Tensor } from '../ir.ts'
import { bool, expectRank, firstType, input, type OpDef } from './op.ts'

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
      () => (transposeA ? multiply(b, product, transposeB, true) : multiply(product, b, false, !transposeB)),
      () => (transposeB ? multiply(product, a, true, transposeA) : multiply(a, product, !transposeA, false)),
    ]
  },
}

const ordered = (matrix: Tensor, transposed: boolean) => {
  const shape = expectRank(matrix, 2)
  return transposed ? shape.toReversed() : shape
}
