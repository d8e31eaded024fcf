import { assertNever } from '../assert-never.ts'
import type { LayerShapes } from './shapes.ts'
import type { ConvolutionLayer, Layer, Shape } from './spec.ts'

const area = (size: { height: number; width: number }) => size.height * size.width
const volume = (shape: Shape) => area(shape) * shape.channels

/** Kernels of a convolution over all filters: one for each pair of filter and input channel that is connected. */
export function kernelCount(layer: ConvolutionLayer, inputChannels: number): number {
  return layer.connections
    ? layer.connections.reduce((sum, sources) => sum + sources.length, 0)
    : (layer.filters * inputChannels) / (layer.groups ?? 1)
}

/** Trainable parameters of one layer. */
export function countParameters(layer: Layer, { input, output }: LayerShapes): number {
  switch (layer.kind) {
    case 'conv2d':
      return kernelCount(layer, input.channels) * area(layer.kernel) + layer.filters
    case 'pool':
    case 'global-average-pool':
    case 'lrn':
    case 'dropout':
      return 0
    case 'subsample':
    case 'batch-norm':
      return 2 * input.channels
    case 'dense':
      return (volume(input) + 1) * output.channels
    default:
      return assertNever(layer)
  }
}

/** Floating-point operations of one layer, forward, for one picture: a multiply-add is 2; convolution and dense only. */
export function countFlops(layer: Layer, { input, output }: LayerShapes): number {
  switch (layer.kind) {
    case 'conv2d':
      return 2 * kernelCount(layer, input.channels) * area(layer.kernel) * area(output)
    case 'pool':
    case 'global-average-pool':
    case 'subsample':
    case 'lrn':
    case 'batch-norm':
    case 'dropout':
      return 0
    case 'dense':
      return 2 * volume(input) * output.channels
    default:
      return assertNever(layer)
  }
}
