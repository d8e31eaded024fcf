import type { Precision } from '../training-settings.ts'
import type { LayerShapes } from './shapes.ts'
import type { ConvolutionLayer, Shape } from './spec.ts'

/** Winograd's minimal filtering F(4 x 4, 3 x 3): a kernel's side, the outputs that a tile has along a side, and the values that it reads there. */
export const winograd = { taps: 3, outputs: 4, span: 6 } as const

/** Tiles of a map along one side. */
export const tilesAlong = (length: number): number => Math.ceil(length / winograd.outputs)

/** Multiplications that take as long as bringing one value into a tile, and one out. Measured (engine/README.md). */
const cost = { in: 60, out: 30 } as const
/** How many times as many multiplications the plain sum must have. In bfloat16 it is twice as fast, the tiles are not. */
const worth: Readonly<Record<Precision, number>> = { float32: 1.2, bfloat16: 2.6 }

/** Whether a convolution is faster computed by tiles: 3 x 3 with stride 1, and channels enough. */
export function isTiled(layer: ConvolutionLayer, shapes: LayerShapes, precision: Precision): boolean {
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

/** Values of a picture's tiles, which its backward pass needs, and of all kernels' tiles. */
export function tileValues(
  layer: ConvolutionLayer,
  shapes: LayerShapes,
): { readonly picture: number; readonly kernels: number } {
  const { groups = 1 } = layer
  const [channels, filters] = widths(layer, shapes)
  const picture = placesOf(shapes.output) * channels * groups
  return { picture, kernels: winograd.span ** 2 * channels * filters * groups }
}

/** What a tower reads and what it puts out. */
const widths = ({ groups = 1, filters }: ConvolutionLayer, { input }: LayerShapes) =>
  [input.channels / groups, filters / groups] as const

/** Values of one channel in all tiles. */
const placesOf = ({ height, width }: Shape) => winograd.span ** 2 * tilesAlong(height) * tilesAlong(width)
