import { bool, firstType, input, type OpDef } from './op.ts'

/** Row n of [n, b, k] times row n of [n, k, m]: [n, b, m]; one row in place of n is that row n times. An adjoint is a transposed one. */
export const batchMatMul: OpDef<'BatchMatMulV2'> = {
  outputs: ['output'],
  infer: (inputs, { adjointA, adjointB }) => {
    const [a, b] = [input(inputs, 0), input(inputs, 1)]
    const [ofA = 0, rows = 0, inner] = adjointA ? swapped(a.shape) : a.shape
    const [ofB = 0, found, columns = 0] = adjointB ? swapped(b.shape) : b.shape
    const go = ofA === ofB || ofA === 1 || ofB === 1
    if (a.shape.length !== 3 || b.shape.length !== 3 || !go || inner !== found) {
      throw new Error(`[${a.shape.join(',')}] does not go with [${b.shape.join(',')}]`)
    }
    return [{ dtype: a.dtype, shape: [ofA === 1 ? ofB : ofA, rows, columns] }]
  },
  encode: node => ({
    ...firstType(node),
    adj_x: bool(node.attributes.adjointA),
    adj_y: bool(node.attributes.adjointB),
  }),
  gradient: null,
}

const swapped = <T>([count, rows, columns]: readonly T[]) => [count, columns, rows]
