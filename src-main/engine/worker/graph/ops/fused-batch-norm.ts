import type { Node, Tensor } from '../ir.ts'
import { describeType } from '../tensor-type.ts'
import {
  type AttributeValue,
  bool,
  expectRank,
  float,
  input,
  type OpDef,
  string,
  type,
  typeOf,
} from './op.ts'

/**
 * Inputs: picture, scale, offset, and two of no length in the place of the mean and variance. Outputs: the normalised picture; its mean and its
 * variance with Bessel's correction; then three for the gradient alone, whose meaning, and the last one's length, differ from device to device.
 */
export const fusedBatchNorm: OpDef<'FusedBatchNormV3'> = {
  outputs: ['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2', 'reserve_space_3'],
  infer: inputs => {
    const picture = input(inputs, 0)
    const scale = input(inputs, 1)
    if (scale.shape.length !== 1 || scale.shape[0] !== expectRank(picture, 4)[3]) {
      throw new Error(`a scale of ${describeType(scale)} for ${describeType(picture)}`)
    }
    const channel = typeOf(scale)
    return [typeOf(picture), channel, channel, channel, channel, { dtype: 'float32', shape: ['k'] }]
  },
  encode: encodeBatchNorm,
  gradient: (graph, { inputs, outputs, attributes }, y) => {
    if (!y) return []
    let all: readonly Tensor[] | undefined
    const gradient = (index: number) => () => {
      const given = [y, input(inputs, 0), input(inputs, 1), ...outputs.slice(3)]
      all ??= graph.addNode('FusedBatchNormGradV3', given, attributes).outputs
      return input(all, index)
    }
    return [gradient(0), gradient(1), gradient(2), undefined, undefined]
  },
}

export function encodeBatchNorm(
  node: Node<'FusedBatchNormV3'> | Node<'FusedBatchNormGradV3'>,
): Readonly<Record<string, AttributeValue>> {
  return {
    T: type(input(node.inputs, 0).dtype),
    U: type('float32'),
    epsilon: float(node.attributes.epsilon),
    data_format: string('NHWC'),
    is_training: bool(true),
  }
}
