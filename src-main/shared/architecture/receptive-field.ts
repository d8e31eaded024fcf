import { assertNever } from '../assert-never.ts'
import type { LayerShapes } from './shapes.ts'
import { eachSide, square } from './sides.ts'
import type { ArchitectureSpec, Layer, Size } from './spec.ts'

/** The part of the picture that one value of a layer's output depends on, in pixels. */
export interface ReceptiveField {
  /** Height and width, whether or not all of it lies on the picture. */
  readonly size: Size
  /** From the field of one value to the field of its neighbour. */
  readonly stride: Size
  /** Row and column of the first value's field; negative where padding puts it outside the picture. */
  readonly start: Size
}

/**
 * The receptive field of each layer, for the shapes that `inferShapes` found; undefined where it found none. One recurrence a side
 * (Araujo, Norris, Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019, section "Single-path networks", from the picture on):
 * size + (window - 1) stride; stride times the layer's; start - padding stride. A dense layer is a window as large as its input.
 */
export function receptiveFields(
  { layers }: ArchitectureSpec,
  shapes: readonly (LayerShapes | undefined)[],
): readonly (ReceptiveField | undefined)[] {
  let field: ReceptiveField = { size: square(1), stride: square(1), start: square(0) }
  return layers.map((layer, index) => {
    const found = shapes[index]
    if (!found) return undefined
    field = next(field, slideOf(layer, found))
    return field
  })
}

interface Slide {
  readonly window: Size
  readonly stride: Size
  readonly padding: Size
}

function slideOf(layer: Layer, { input }: LayerShapes): Slide {
  switch (layer.kind) {
    case 'conv2d':
      return { window: layer.kernel, stride: layer.stride, padding: layer.padding }
    case 'pool':
      return { window: layer.window, stride: layer.stride, padding: square(0) }
    case 'subsample':
      return { window: layer.window, stride: layer.window, padding: square(0) }
    case 'global-average-pool':
    case 'dense':
      return { window: input, stride: square(1), padding: square(0) }
    case 'lrn':
    case 'batch-norm':
    case 'dropout':
      return { window: square(1), stride: square(1), padding: square(0) }
    default:
      return assertNever(layer)
  }
}

const next = ({ size, stride, start }: ReceptiveField, slide: Slide): ReceptiveField => ({
  size: eachSide(side => size[side] + (slide.window[side] - 1) * stride[side]),
  stride: eachSide(side => stride[side] * slide.stride[side]),
  start: eachSide(side => start[side] - slide.padding[side] * stride[side]),
})
