import type { Precision } from '../training-settings.ts'
import type { LayerShapes } from './shapes.ts'
import type { ConvolutionLayer, Layer, Shape } from './spec.ts'

/** Winograd's minimal filtering F(4 x 4, 3 x 3): a kernel's side, the outputs that a tile has along a side, and the values that it reads there. */
export const winograd = { taps: 3, outputs: 4, span: 6 } as const

/** Tiles of a map along one side. */
export const tilesAlong = (length: number): number => Math.ceil(length / winograd.outputs)

/** Multiplications that take as long as bringing one value into a tile, and one out. Measured (engine/README.md). */
const cost = { in: 60, out: 30 } as const
/** How many times as many multiplications the plain sum must have. In bfloat16 it is twice as fast, the tiles are not. */
const worth: Readonly<Record<Precision, number>> = { float32: 1.2, bfloat16: 2.02 }

/**
 * Whether a layer is a convolution that is faster computed by tiles: 3 x 3 with stride 1, and channels enough. A batch in one part is left alone: few pictures would
 * not make up for what the kernels' tiles cost, and graphics cards have such algorithms of their own.
 */
export function isTiled(
  layer: Layer,
  shapes: LayerShapes,
  { precision, parts }: { readonly precision: Precision; readonly parts: number },
): layer is ConvolutionLayer {
  if (parts < 2 || layer.kind !== 'conv2d') return false
  const { kernel, stride, connections } = layer
  const { taps, span } = winograd
  if (kernel.height !== taps || kernel.width !== taps) return false
  if (stride.height !== 1 || stride.width !== 1 || connections) return false
  const [channels, filters] = widths(layer, shapes)
  const { input, output } = shapes
  const [rows, columns] = [tilesAlong(output.height), tilesAlong(output.width)]
  const plain = taps * taps * output.height * output.width * channels * filters
  const spread = span * rows * input.width * (input.height + span * columns) * channels
  const sums = placesOf(output) * (channels * filters + cost.in * channels + cost.out * filters)
  return plain > worth[precision] * (sums + spread)
}

/** Values that a picture's tiles have, which the backward pass needs, and that the products with them have; and all kernels' tiles. */
export function tileValues(layer: ConvolutionLayer, shapes: LayerShapes) {
  const [channels] = widths(layer, shapes)
  const places = placesOf(shapes.output)
  return {
    picture: places * shapes.input.channels,
    products: places * layer.filters,
    kernels: winograd.span ** 2 * channels * layer.filters,
  }
}

/** What a tower reads and what it puts out. */
const widths = ({ groups = 1, filters }: ConvolutionLayer, { input }: LayerShapes) =>
  [input.channels / groups, filters / groups] as const

/** Values of one channel in all tiles. */
const placesOf = ({ height, width }: Shape) => winograd.span ** 2 * tilesAlong(height) * tilesAlong(width)
