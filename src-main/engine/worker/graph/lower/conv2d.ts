import { kernelCount } from '../../../../shared/architecture/counts.ts'
import type { LayerShapes } from '../../../../shared/architecture/shapes.ts'
import type { ConvolutionLayer } from '../../../../shared/architecture/spec.ts'
import { type ConstantValue, constant, scalar } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import { input as at, isNode } from '../ops/op.ts'
import { unpairRows } from '../ops/row-pairs.ts'
import { sameShape } from '../tensor-type.ts'
import { activate } from './activation.ts'
import { convolvePairs, pairedKernel, pairsColumns } from './column-pairs.ts'
import { poolBiased } from './early-pool.ts'
import { bias, initialKernel, kernel, type Lowering, type Pooling, weight } from './lowering.ts'
import { padded, withZeros } from './padding.ts'
import { blockKernel, convolveBlocks, convolvesBlocks } from './pooled-blocks.ts'
import { asPicture } from './reshape.ts'
import { convolveTiles, tileKernel } from './winograd.ts'

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
  prepare: ({ graph, layer, shapes, weights, pooling, tiled }) => {
    const { groups = 1 } = layer
    const mask = connectionMask(layer, shapes.input.channels)
    const whole = weight(weights, 0)
    const connected = mask ? graph.add('Mul', [whole, constant(graph, mask, 'connections')], {}) : whole
    const arranged = (kernel: Tensor) => {
      if (inBlocks(layer, shapes, pooling)) return blockKernel(graph, kernel)
      return pairsColumns(layer, shapes) ? pairedKernel(graph, kernel, layer.stride.width) : kernel
    }
    const kernels = towers(graph, connected, groups)
    const biases = towers(graph, weight(weights, 1), groups)
    if (!tiled) return [...kernels.map(arranged), ...biases]
    return [...kernels, ...biases, ...kernels.map(kernel => tileKernel(graph, kernel))]
  },
  forward: ({ graph, layer, shapes, input, weights, pooling, tiled }) => {
    const { groups = 1 } = layer
    const pictures = towers(graph, asPicture(graph, input, shapes.input), groups)
    const outputs = pictures.map((picture, tower) => {
      const [kernel, bias] = [weight(weights, tower), weight(weights, groups + tower)]
      const tiledKernel = tiled ? weight(weights, 2 * groups + tower) : undefined
      const convolution = { graph, layer, shapes, picture, kernel, bias, tiledKernel, pooling }
      // Its nodes' names carry the tower (passes/place.ts); no layer's id has a dot.
      return groups === 1
        ? layerOutput(convolution)
        : graph.within(`tower.${tower}`, () => layerOutput(convolution))
    })
    return joined(graph, outputs)
  },
}

interface Convolution {
  readonly graph: Graph
  readonly layer: ConvolutionLayer
  readonly shapes: LayerShapes
  readonly picture: Tensor
  /** As `prepare` leaves it. */
  readonly kernel: Tensor
  readonly bias: Tensor
  /** What products with tiles are taken with in place of the kernel, if they are. */
  readonly tiledKernel: Tensor | undefined
  readonly pooling: Pooling | undefined
}

const inBlocks = (layer: ConvolutionLayer, shapes: LayerShapes, pooling: Pooling | undefined) =>
  pooling !== undefined && convolvesBlocks(layer, shapes, pooling.layer)

function layerOutput(convolution: Convolution): Tensor {
  const { graph, layer, shapes, bias, pooling } = convolution
  const activated = (maps: Tensor) => activate(graph, layer.activation, maps)
  if (!pooling) return activated(convolve(convolution))
  if (!inBlocks(layer, shapes, pooling)) {
    const pooled = (bias: Tensor) => pooling.pool(convolve({ ...convolution, bias }))
    return activated(poolBiased(graph, bias, pooled))
  }
  const pairs = poolBiased(graph, bias, bias => {
    const picture = withZeros(graph, convolution.picture, layer.padding)
    return convolveBlocks(graph, picture, convolution.kernel, bias, shapes.output)
  })
  return unpairRows(graph, activated(pairs))
}

function convolve({ graph, layer, shapes, picture, kernel, bias, tiledKernel }: Convolution): Tensor {
  const { stride } = layer
  if (tiledKernel) {
    const sums = convolveTiles(graph, picture, kernel, tiledKernel, layer.padding)
    return graph.add('BiasAdd', [sums, bias], {})
  }
  if (pairsColumns(layer, shapes)) {
    return convolvePairs(graph, withZeros(graph, picture, layer.padding), kernel, bias, layer, shapes)
  }
  const { picture: surrounded, padding } = padded(graph, picture, layer, shapes.input)
  const strides = [stride.height, stride.width] as const
  return graph.add('BiasAdd', [graph.add('Conv2D', [surrounded, kernel], { strides, padding }), bias], {})
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
