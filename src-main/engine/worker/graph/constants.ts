import type { Graph, Tensor } from './ir.ts'
import type { DType } from './tensor-type.ts'

/** A value that is known when compiling, row by row. */
export interface ConstantValue {
  readonly dtype: DType
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

export const scalar = (graph: Graph, value: number, dtype: DType = 'float32', name = 'constant'): Tensor =>
  graph.add('Const', [], { value: { dtype, shape: [], values: [value] } }, { name })

export const vector = (
  graph: Graph,
  values: readonly number[],
  dtype: DType = 'int32',
  name = 'constant',
): Tensor => graph.add('Const', [], { value: { dtype, shape: [values.length], values } }, { name })

export const constant = (graph: Graph, value: ConstantValue, name = 'constant'): Tensor =>
  graph.add('Const', [], { value }, { name })
