import type { Graph, Tensor } from '../ir.ts'
import type { DType } from '../tensor-type.ts'

export const asType = (graph: Graph, x: Tensor, dtype: DType): Tensor =>
  x.dtype === dtype ? x : graph.add('Cast', [x], { to: dtype })
