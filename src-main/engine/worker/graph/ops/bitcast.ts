import type { DType } from '../tensor-type.ts'
import { input, type OpDef, type } from './op.ts'

const bytes: Partial<Record<DType, number>> = {
  uint8: 1,
  uint16: 2,
  int32: 4,
  float32: 4,
  int64: 8,
  float64: 8,
}

/**
 * The same bytes as numbers of another type, the lowest byte first; copies nothing. A narrower type adds a last axis (int32 [n] to uint8
 * [n, 4]), a wider one takes it away (int32 [n, 2] to int64 [n]).
 */
export const bitcast: OpDef<'Bitcast'> = {
  outputs: ['output'],
  infer: (inputs, { to }) => {
    const { dtype, shape } = input(inputs, 0)
    const ratio = (bytes[dtype] ?? 0) / (bytes[to] ?? 0)
    if (ratio === 1) return [{ dtype: to, shape }]
    if (ratio > 1) return [{ dtype: to, shape: [...shape, ratio] }]
    if (shape.at(-1) === 1 / ratio) return [{ dtype: to, shape: shape.slice(0, -1) }]
    throw new Error(`${dtype} [${shape.join(',')}] does not make whole ${to}`)
  },
  encode: node => ({ T: type(input(node.inputs, 0).dtype), type: type(node.attributes.to) }),
  gradient: null,
}
