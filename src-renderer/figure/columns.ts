import type { InferredShapes } from '../../src-main/shared/architecture/shapes.ts'
import type {
  ArchitectureSpec,
  Layer,
  LayerKind,
  Shape,
  Size,
} from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'
import { isMark } from './marks.ts'
import { keepsTowers, towersOf } from './towers.ts'

/** The input or the output of a layer, as the figure draws it. */
export interface FigureColumn {
  readonly id: string
  readonly kind: LayerKind | 'input'
  /** Undefined: the input. */
  readonly layer?: Layer
  readonly shape: Shape
  /** A dense layer is a bar: its height counts the units, it does not recede. */
  readonly form: 'box' | 'bar'
  /** A mark on the layer before it, whose shape it leaves as it is: normalisation, dropout. */
  readonly mark: boolean
  /** Whose maps these are: the kind of the marked layer, else the column's own. */
  readonly maps: FigureColumn['kind']
  /** Boxes above each other that share the channels evenly. */
  readonly towers: number
  /** Each of its towers reads the same tower of the column before it, not all. */
  readonly apart: boolean
  /** The window that the layer slides over the column before it. */
  readonly window: Size | null
  /** False from the first layer on that does not fit: its shape is the last that is known, and is drawn as an outline. */
  readonly fits: boolean
}

/** The columns of a network in order. */
export function figureColumns(
  spec: ArchitectureSpec,
  shapes: InferredShapes['layers'],
): readonly FigureColumn[] {
  const { height, width, channels } = spec.input
  const columns: FigureColumn[] = [
    {
      id: 'input',
      kind: 'input',
      shape: { height, width, channels },
      form: 'box',
      mark: false,
      maps: 'input',
      towers: 1,
      apart: false,
      window: null,
      fits: true,
    },
  ]
  const towers = towersOf(spec.layers)
  for (const [index, layer] of spec.layers.entries()) {
    const mark = isMark(layer)
    const shape = shapes[index]?.output
    columns.push({
      id: layer.id,
      kind: layer.kind,
      layer,
      shape: shape ?? columns.at(-1)!.shape,
      form: layer.kind === 'dense' ? 'bar' : mark ? columns.at(-1)!.form : 'box',
      mark,
      maps: mark ? columns.at(-1)!.maps : layer.kind,
      towers: towers[index]!,
      apart: keepsTowers(layer),
      window: shape ? slidingWindow(layer) : null,
      fits: shape !== undefined,
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
