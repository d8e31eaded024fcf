import { countFlops, countParameters, kernelCount } from '../../src-main/shared/architecture/counts.ts'
import type { LayerShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { ConvolutionLayer, Layer, Shape } from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'
import { sizeText, valuesText } from './words.ts'

/** A calculation as one writes it on the board, and what comes out. */
export interface Sum {
  readonly expression: string
  readonly result: number
}

type Direction = 'height' | 'width'

/** How one side of the output follows from the input's; null for a layer that slides no window. */
export function lengthSum(layer: Layer, { input, output }: LayerShapes, direction: Direction): Sum | null {
  switch (layer.kind) {
    case 'conv2d':
      return slidingSum(
        input[direction],
        layer.kernel[direction],
        layer.stride[direction],
        layer.padding[direction],
        output[direction],
      )
    case 'pool':
      return slidingSum(
        input[direction],
        layer.window[direction],
        layer.stride[direction],
        0,
        output[direction],
      )
    case 'subsample':
      return slidingSum(
        input[direction],
        layer.window[direction],
        layer.window[direction],
        0,
        output[direction],
      )
    case 'global-average-pool':
    case 'lrn':
    case 'batch-norm':
    case 'dropout':
    case 'dense':
      return null
    default:
      return assertNever(layer)
  }
}

function slidingSum(length: number, window: number, stride: number, padding: number, result: number): Sum {
  const padded = padding > 0 ? `${length} + 2 × ${padding} − ${window}` : `${length} − ${window}`
  const exact = (length + 2 * padding - window) % stride === 0
  const steps = `(${padded}) / ${stride}`
  return { expression: exact ? `${steps} + 1` : `⌊${steps}⌋ + 1`, result }
}

/** How the number of trainable parameters comes about; null where there are none. */
export function parameterSum(layer: Layer, shapes: LayerShapes): Sum | null {
  const { input, output } = shapes
  const result = countParameters(layer, shapes)
  switch (layer.kind) {
    case 'conv2d': {
      const kernel = sizeText(layer.kernel)
      return layer.connections
        ? {
            expression: `${kernelCount(layer, input.channels)} × ${kernel} + ${layer.filters}`,
            result,
          }
        : { expression: `${layer.filters} × (${kernel} × ${channelsRead(layer, input)} + 1)`, result }
    }
    case 'pool':
    case 'global-average-pool':
    case 'lrn':
    case 'dropout':
      return null
    case 'subsample':
    case 'batch-norm':
      return { expression: `2 × ${input.channels}`, result }
    case 'dense':
      return { expression: `(${valuesText(input)} + 1) × ${output.channels}`, result }
    default:
      return assertNever(layer)
  }
}

/** Input channels that each filter reads: all, or those of its tower. */
const channelsRead = ({ groups = 1 }: ConvolutionLayer, { channels }: Shape) => channels / groups

/** Floating-point operations for one picture, a multiply-add being two; null where none are counted. */
export function flopsSum(layer: Layer, shapes: LayerShapes): Sum | null {
  const { input, output } = shapes
  const result = countFlops(layer, shapes)
  switch (layer.kind) {
    case 'conv2d': {
      const kernels = layer.connections
        ? `${kernelCount(layer, input.channels)}`
        : `${layer.filters} × ${channelsRead(layer, input)}`
      return { expression: `2 × ${kernels} × ${sizeText(layer.kernel)} × ${sizeText(output)}`, result }
    }
    case 'pool':
    case 'global-average-pool':
    case 'subsample':
    case 'lrn':
    case 'batch-norm':
    case 'dropout':
      return null
    case 'dense':
      return { expression: `2 × ${valuesText(input)} × ${output.channels}`, result }
    default:
      return assertNever(layer)
  }
}
