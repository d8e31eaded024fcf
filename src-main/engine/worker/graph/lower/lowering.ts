import type { LayerShapes } from '../../../../shared/architecture/shapes.ts'
import type { Initializer, Layer, PoolLayer, Shape } from '../../../../shared/architecture/spec.ts'
import { assertNever } from '../../../../shared/assert-never.ts'
import type { Precision } from '../../../../shared/training-settings.ts'
import type { AugmentOptions } from '../augment/context.ts'
import type { ConstantValue } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { Batch } from '../passes/split-over-cores.ts'
import type { RandomKey } from '../random.ts'
import type { InitialValue, VariableSpec } from '../variables.ts'

/** What a forward pass is for: dropout and batch normalisation differ. */
export type Mode =
  | {
      readonly kind: 'training'
      readonly key: RandomKey
      /** Changes of the pictures at random; undefined: none. */
      readonly augmentation: AugmentOptions | undefined
      readonly precision: Precision
    }
  | {
      readonly kind: 'inference'
      /** Every layer's output is a tensor of its own, by which gradients can be taken; absent: layers may be done together. */
      readonly layersApart?: true
    }

/** Maximum pooling that follows a layer which can do it before its activation. */
export interface Pooling {
  readonly layer: PoolLayer
  readonly pool: (maps: Tensor) => Tensor
}

export interface LayerContext<L extends Layer> {
  readonly graph: Graph
  readonly layer: L
  readonly shapes: LayerShapes
  readonly pooling?: Pooling
  /** Whether a convolution is to be computed by tiles; absent: no. */
  readonly tiled?: boolean
  /** The layer's variables' values, in the order of `variables`. */
  readonly weights: readonly Tensor[]
}

interface ForwardContext<L extends Layer> extends LayerContext<L> {
  readonly input: Tensor
}

interface BatchContext<L extends Layer> extends LayerContext<L> {
  readonly batch: Batch
  /** One for each part. */
  readonly inputs: readonly Tensor[]
  readonly mode: Mode
  /** The layer's own random numbers. */
  readonly stream: number
}

export interface Forwarded {
  /** One for each part. */
  readonly outputs: readonly Tensor[]
  /** What the layer's variables of role `statistics` become, in their order. */
  readonly statistics: readonly Tensor[]
}

interface Declaring<L extends Layer> {
  /** Named within the layer (`kernel`). */
  readonly variables: (layer: L, shapes: LayerShapes) => readonly VariableSpec[]
}

/** How one kind of layer, for which a picture's output follows from that picture alone, becomes operators. */
export interface Lowering<L extends Layer> extends Declaring<L> {
  /** What `forward` gets in place of the weights, made of them once for all parts. */
  readonly prepare?: (context: LayerContext<L>) => readonly Tensor[]
  readonly forward: (context: ForwardContext<L>) => Tensor
}

/** How one that looks at the whole batch, or draws random numbers for it, becomes operators. */
export interface BatchLowering<L extends Layer> extends Declaring<L> {
  readonly forwardBatch: (context: BatchContext<L>) => Forwarded
}

export const bias = (length: number, start = 0): VariableSpec => ({
  name: 'bias',
  shape: [length],
  initial: { kind: 'constant', value: start },
  role: 'weight',
})

export const kernel = (shape: readonly number[], initial: InitialValue): VariableSpec => ({
  name: 'kernel',
  shape,
  initial,
  role: 'weight',
  decays: true,
})

/**
 * Start of a kernel whose outputs sum `fanIn` products and whose inputs go into `fanOut` sums: Glorot and Bengio 2010, eq. 16
 * (uniform); He et al. 2015, eq. 10 (normal); or normal with a deviation of its own.
 */
export function initialKernel(
  initializer: Initializer,
  fanIn: number,
  fanOut: number,
  mask?: ConstantValue,
): InitialValue {
  const masked = mask ? { mask } : {}
  if (typeof initializer === 'object') return { ...initializer, ...masked }
  switch (initializer) {
    case 'glorot':
      return { kind: 'uniform', limit: Math.sqrt(6 / (fanIn + fanOut)), ...masked }
    case 'he':
      return { kind: 'normal', deviation: Math.sqrt(2 / fanIn), ...masked }
    default:
      return assertNever(initializer)
  }
}

/** The weight at `index`; its absence is a bug. */
export function weight(weights: readonly Tensor[], index: number): Tensor {
  const found = weights[index]
  if (!found) throw new Error(`weight ${index} is missing`)
  return found
}

export const volume = ({ height, width, channels }: Shape) => height * width * channels
