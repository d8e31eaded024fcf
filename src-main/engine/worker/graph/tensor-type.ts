export type DType =
  | 'float32'
  | 'bfloat16'
  | 'float64'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'bool'
  | 'string'
  | 'resource'

/** A length is a number, the pictures of a batch (`b`) or the steps of a call (`k`); only the last two are unknown when compiling. */
export type Dimension = number | 'b' | 'k'
export type TensorShape = readonly Dimension[]

export interface TensorType {
  readonly dtype: DType
  readonly shape: TensorShape
  /** What the variable behind a resource holds. */
  readonly holds?: TensorType
}

export const sameShape = (a: TensorShape, b: TensorShape) =>
  a.length === b.length && a.every((length, axis) => length === b[axis])

export const describeType = ({ dtype, shape }: TensorType) => `${dtype}[${shape.join(',')}]`
