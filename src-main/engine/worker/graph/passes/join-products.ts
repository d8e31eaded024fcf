import { scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { input, isNode } from '../ops/op.ts'

/** From here on one product over all rows is faster than one for each part and their sum (README.md). */
const joinedFrom = 2 ** 15

/**
 * The sum of the gradients of a large dense kernel from the parts of a batch as one product: where the rows of a and of b are put one behind
 * the other, a^T b sums over all of them. Then neither the parts' gradients nor their sum is ever written. Undefined: it is not such a sum, or
 * of a smaller kernel, where cores that share the products win.
 */
export function joinProducts(graph: Graph, parts: readonly Tensor[]): Tensor | undefined {
  const attributes = { transposeA: true, transposeB: false } as const
  const products = parts.flatMap(({ node }) => {
    if (!isNode(node, 'MatMul')) return []
    const { transposeA, transposeB } = node.attributes
    return transposeA && !transposeB ? [node] : []
  })
  const [rows, columns] = input(parts, 0).shape.map(Number)
  if (products.length !== parts.length || Number(rows) * Number(columns) < joinedFrom) return undefined
  const [a, b] = [0, 1].map(operand => {
    const stacked = products.map(({ inputs }) => input(inputs, operand))
    return graph.add('ConcatV2', [...stacked, scalar(graph, 0, 'int32')], {})
  })
  return a && b && graph.add('MatMul', [a, b], attributes)
}
