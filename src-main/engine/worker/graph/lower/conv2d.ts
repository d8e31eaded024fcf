import { kernelCount } from '../../../../shared/architecture/counts.ts'
import type { ConvolutionLayer } from '../../../../shared/architecture/spec.ts'
import { type ConstantValue, constant, scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { input as at, isNode } from '../ops/op.ts'
import { sameShape } from '../tensor-type.ts'
import { activate } from './activation.ts'
import { bias, initialKernel, kernel, type Lowering, weight } from './lowering.ts'
import { padded } from './padding.ts'
import { asPicture } from './reshape.ts'

/**
 * Kernel [kh, kw, in / groups, out], zero where a filter does not read a channel; a tower's filters are neighbours. TensorFlow's processor
 * kernels have no gradient of a grouped convolution, so each tower is a convolution of its own.
 */
export const lowerConv2d: Lowering<ConvolutionLayer> = {
  variables: (layer, { input }) => {
    const { groups = 1, filters } = layer
    const { height, width } = layer.kernel
    const pairs = kernelCount(layer, input.channels)
    const fanIn = (height * width * pairs) / filters
    const fanOut = (height * width * pairs) / input.channels
    const mask = connectionMask(layer, input.channels)
    const initial = initialKernel(layer.initializer, fanIn, fanOut, mask)
    return [
      kernel([height, width, input.channels / groups, filters], initial),
      bias(filters, layer.biasStart),
    ]
  },
  forward: ({ graph, layer, shapes, input, weights }) => {
    const { groups = 1, stride } = layer
    const mask = connectionMask(layer, shapes.input.channels)
    const whole = weight(weights, 0)
    const kernels = mask ? graph.add('Mul', [whole, constant(graph, mask, 'connections')], {}) : whole
    const pictures = towers(graph, asPicture(graph, input, shapes.input), groups)
    const [ownKernels, ownBiases] = [kernels, weight(weights, 1)].map(values => towers(graph, values, groups))
    const outputs = pictures.map((found, tower) => {
      const { picture, padding } = padded(graph, found, layer, shapes.input)
      const strides = [stride.height, stride.width] as const
      const sums = graph.add('Conv2D', [picture, at(ownKernels ?? [], tower)], { strides, padding })
      return activate(graph, layer.activation, graph.add('BiasAdd', [sums, at(ownBiases ?? [], tower)], {}))
    })
    return joined(graph, outputs)
  },
}

/** The last axis in as many parts; what was just put together is not cut again. */
function towers(graph: Graph, values: Tensor, count: number): readonly Tensor[] {
  const axis = values.shape.length - 1
  if (count === 1) return [values]
  if (isNode(values.node, 'ConcatV2')) {
    const parts = values.node.inputs.slice(0, -1)
    if (parts.length === count && parts.every(part => sameShape(part.shape, at(parts, 0).shape))) return parts
  }
  return graph.addNode('Split', [scalar(graph, axis, 'int32'), values], { parts: count }).outputs
}

function joined(graph: Graph, parts: readonly Tensor[]): Tensor {
  const first = at(parts, 0)
  if (parts.length === 1) return first
  return graph.add('ConcatV2', [...parts, scalar(graph, first.shape.length - 1, 'int32')], {})
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
