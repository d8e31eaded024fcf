import { expectRank, input, knownLengths, type OpDef, string, type } from './op.ts'

/**
 * Pictures [b, h, w, c] of another or the same size, whose pixel (x, y) is taken from (a0 x + a1 y + a2, b0 x + b1 y + b2), both divided by c0 x + c1 y + 1;
 * outside, the nearest pixel of the border. Inputs: pictures, [b, 8] of a0 to c1, the result's height and width.
 */
export const imageProjectiveTransform: OpDef<'ImageProjectiveTransformV2'> = {
  outputs: ['transformed_images'],
  infer: inputs => {
    const pictures = input(inputs, 0)
    const [batch = 'b', , , channels = 1] = expectRank(pictures, 4)
    if (expectRank(input(inputs, 1), 2)[1] !== 8) throw new Error('expected eight numbers a picture')
    return [{ dtype: pictures.dtype, shape: [batch, ...knownLengths(input(inputs, 2)), channels] }]
  },
  encode: node => ({
    dtype: type(input(node.inputs, 0).dtype),
    interpolation: string(node.attributes.interpolation),
    fill_mode: string('NEAREST'),
  }),
  gradient: null,
}
