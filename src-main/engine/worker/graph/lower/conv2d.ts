import { kernelCount } from '../../../../shared/architecture/counts.ts'
import type { ConvolutionLayer } from '../../../../shared/architecture/spec.ts'
import { type ConstantValue, constant } from '../constants.ts'
import { activate } from './activation.ts'
import { bias, initialKernel, type Lowering, weight } from './lowering.ts'
import { padded } from './padding.ts'
import { asPicture } from './reshape.ts'

/** Kernel [kh, kw, in, out], zero where a filter does not read a channel. */
export const lowerConv2d: Lowering<ConvolutionLayer> = {
  variables: (layer, { input }) => {
    const area = layer.kernel.height * layer.kernel.width
    const pairs = kernelCount(layer, input.channels)
    const fanIn = (area * pairs) / layer.filters
    const fanOut = (area * pairs) / input.channels
    return [
      {
        name: 'kernel',
        shape: [layer.kernel.height, layer.kernel.width, input.channels, layer.filters],
        initial: initialKernel(layer.initializer, fanIn, fanOut, connectionMask(layer, input.channels)),
        role: 'weight',
      },
      bias(layer.filters),
    ]
  },
  forward: ({ graph, layer, shapes, input, weights }) => {
    const { picture, padding } = padded(graph, asPicture(graph, input, shapes.input), layer, shapes.input)
    const mask = connectionMask(layer, shapes.input.channels)
    const whole = weight(weights, 0)
    const kernel = mask ? graph.add('Mul', [whole, constant(graph, mask, 'connections')], {}) : whole
    const strides = [layer.stride.height, layer.stride.width] as const
    const sums = graph.add('Conv2D', [picture, kernel], { strides, padding })
    return activate(graph, layer.activation, graph.add('BiasAdd', [sums, weight(weights, 1)], {}))
  },
}

/** 1 where a filter reads a channel, else 0, in the kernel's shape: gradients through it keep the absent kernels at zero. */
function connectionMask(layer: ConvolutionLayer, channels: number): ConstantValue | undefined {
  const { connections, kernel, filters } = layer
  if (!connections) return undefined
  const plane = Array.from({ length: channels * filters }, (_, index) =>
    connections[index % filters]?.includes(Math.floor(index / filters)) ? 1 : 0,
  )
  return {
    dtype: 'float32',
    shape: [kernel.height, kernel.width, channels, filters],
    values: Array.from({ length: kernel.height * kernel.width }, () => plane).flat(),
  }
}
