import { firstType, input, type OpDef, string } from './op.ts'

export const biasAddGrad: OpDef<'BiasAddGrad'> = {
  outputs: ['output'],
  infer: inputs => {
    const { dtype, shape } = input(inputs, 0)
    return [{ dtype, shape: shape.slice(-1) }]
  },
  encode: node => ({ ...firstType(node), data_format: string('NHWC') }),
  gradient: null,
}
