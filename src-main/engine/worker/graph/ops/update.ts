import type { Tensor } from '../ir.ts'
import { describeType, sameShape, type TensorType } from '../tensor-type.ts'
import { held, input } from './op.ts'

/** An update in place: the gradient at `index` must be of the variable's type. */
export function expectUpdate(inputs: readonly Tensor[], index: number): readonly TensorType[] {
  const variable = held(input(inputs, 0))
  const gradient = input(inputs, index)
  if (gradient.dtype !== variable.dtype || !sameShape(gradient.shape, variable.shape)) {
    throw new Error(`a gradient of ${describeType(gradient)} for a variable of ${describeType(variable)}`)
  }
  return []
}
