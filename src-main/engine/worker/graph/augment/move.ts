import { scalar, vector } from '../constants.ts'
import type { Tensor } from '../ir.ts'
import { input as at } from '../ops/op.ts'
import { onCores } from '../passes/split-over-cores.ts'
import { streams } from '../random.ts'
import type { AugmentContext } from './context.ts'
import { own, same, signed, unsigned } from './per-picture.ts'

/** Shift, mirror, rotation and zoom as one resampling; outside a picture its border goes on. */
export function move(context: AugmentContext, pictures: readonly Tensor[]): readonly Tensor[] {
  const { graph, batch, settings } = context
  const { shift, mirror, rotation, zoom } = settings
  if (!shift && !mirror && !rotation && !zoom) return pictures
  const [, height = 0, width = 0] = at(pictures, 0).shape.map(Number)
  const transforms = transformsOf(context, height, width)
  // Whole pixels are only moved; what is turned or scaled lies between them.
  const interpolation = rotation || zoom ? 'BILINEAR' : 'NEAREST'
  return onCores(graph, batch, (part, index) => {
    const given = [at(pictures, index), own(graph, transforms, part), vector(graph, [height, width])]
    return graph.add('ImageProjectiveTransformV2', given, { interpolation })
  })
}

/**
 * For each picture of the batch where the pixel (x, y) of its result comes from, (a0 x + a1 y + a2, b0 x + b1 y + b2), as [a0, a1, a2, b0, b1, b2, 0, 0]:
 * mirrored, scaled and turned about the middle, then shifted.
 */
function transformsOf(context: AugmentContext, height: number, width: number): Tensor {
  const { graph } = context
  const { shift = 0, mirror = false, rotation = 0, zoom = 0 } = context.settings
  const times = (x: Tensor, y: Tensor) => graph.add('Mul', [x, y], {})
  const scaled = (x: Tensor, by: number) => times(x, scalar(graph, by))
  const less = (x: Tensor, y: Tensor) => graph.add('Sub', [x, y], {})
  const one = same(context, 1)
  const side = mirror ? sideOf(context) : one
  const angle = rotation ? scaled(signed(context, streams.rotation), (rotation * Math.PI) / 180) : undefined
  const size = zoom ? sizeOf(context, zoom) : one
  const cosine = angle ? times(size, graph.add('Cos', [angle], {})) : size
  const sine = angle ? times(size, graph.add('Sin', [angle], {})) : same(context, 0)
  const [a0, a1] = [times(side, cosine), scaled(sine, -1)]
  const [b0, b1] = [times(side, sine), cosine]
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2]
  const start = (x: Tensor, y: Tensor, middle: number, offset: Tensor) => {
    const turned = graph.add('AddV2', [scaled(x, middleX), scaled(y, middleY)], {})
    return graph.add('AddV2', [less(same(context, middle), turned), offset], {})
  }
  const a2 = start(a0, a1, middleX, offsetOf(context, streams.shiftX, Math.round(shift * width)))
  const b2 = start(b0, b1, middleY, offsetOf(context, streams.shiftY, Math.round(shift * height)))
  const none = same(context, 0)
  return graph.add('ConcatV2', [a0, a1, a2, b0, b1, b2, none, none, scalar(graph, 1, 'int32')], {})
}

/** 1 or, half of the time, -1. */
function sideOf(context: AugmentContext): Tensor {
  const { graph } = context
  const right = graph.add('GreaterEqual', [unsigned(context, streams.mirror), scalar(graph, 0.5)], {})
  const doubled = graph.add('Mul', [graph.add('Cast', [right], { to: 'float32' }), scalar(graph, 2)], {})
  return graph.add('Sub', [doubled, scalar(graph, 1)], {})
}

/** Pixels of the source to one of the result, for pictures enlarged by 1 - zoom to 1 + zoom. */
function sizeOf(context: AugmentContext, zoom: number): Tensor {
  const { graph } = context
  const change = graph.add('Mul', [signed(context, streams.zoom), scalar(graph, zoom)], {})
  return graph.add('RealDiv', [scalar(graph, 1), graph.add('AddV2', [change, scalar(graph, 1)], {})], {})
}

/** A whole number from -most to most. */
function offsetOf(context: AugmentContext, stream: number, most: number): Tensor {
  const { graph } = context
  if (most === 0) return same(context, 0)
  const drawn = graph.add('Mul', [unsigned(context, stream), scalar(graph, 2 * most + 1)], {})
  return graph.add('Sub', [graph.add('Floor', [drawn], {}), scalar(graph, most)], {})
}
