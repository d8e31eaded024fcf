import type { InferredShapes } from '../../src-main/shared/architecture/shapes.ts'
import type {
  ArchitectureSpec,
  Layer,
  LayerKind,
  Shape,
  Size,
} from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'

/** One block of the figure: the input or the output of a layer. */
export interface FigureColumn {
  readonly id: string
  readonly kind: LayerKind | 'input'
  readonly shape: Shape
  /** The window that the layer slides over the column before it. */
  readonly window: Size | null
  /** First line is the name. */
  readonly caption: readonly string[]
}

/** The caption's words for the input (undefined) and for a layer with its output. */
export type CaptionOf = (layer: Layer | undefined, shape: Shape) => readonly string[]

/** The blocks of a network in order; they end before the first layer that does not fit. */
export function figureColumns(
  spec: ArchitectureSpec,
  shapes: InferredShapes['layers'],
  captionOf: CaptionOf,
): readonly FigureColumn[] {
  const { height, width, channels } = spec.input
  const input: Shape = { height, width, channels }
  const columns: FigureColumn[] = [
    { id: 'input', kind: 'input', shape: input, window: null, caption: captionOf(undefined, input) },
  ]
  for (const [index, layer] of spec.layers.entries()) {
    const shape = shapes[index]?.output
    if (!shape) break
    columns.push({
      id: layer.id,
      kind: layer.kind,
      shape,
      window: slidingWindow(layer),
      caption: captionOf(layer, shape),
    })
  }
  return columns
}

/** What a layer slides over its input; null for one that reads it whole. */
function slidingWindow(layer: Layer): Size | null {
  switch (layer.kind) {
    case 'conv2d':
      return layer.kernel
    case 'pool':
    case 'subsample':
      return layer.window
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
