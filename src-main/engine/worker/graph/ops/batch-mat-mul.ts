import { bool, firstType, input, type OpDef } from './op.ts'

/** Row n of [n, b, k] times the transpose of row n of [n, m, k]: [n, b, m]. */
export const batchMatMul: OpDef<'BatchMatMulV2'> = {
  outputs: ['output'],
  infer: inputs => {
    const [a, b] = [input(inputs, 0), input(inputs, 1)]
    const [count = 0, rows = 0, inner] = a.shape
    const [found, columns = 0, length] = b.shape
    if (a.shape.length !== 3 || b.shape.length !== 3 || count !== found || inner !== length) {
      throw new Error(`[${a.shape.join(',')}] does not go with [${b.shape.join(',')}] transposed`)
    }
    return [{ dtype: a.dtype, shape: [count, rows, columns] }]
  },
  encode: node => ({ ...firstType(node), adj_x: bool(false), adj_y: bool(true) }),
  gradient: null,
}
