import type { LayerShapes } from '../../../../shared/architecture/shapes.ts'
import type { Initializer, Layer, Shape } from '../../../../shared/architecture/spec.ts'
import type { ConstantValue } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { InitialValue, VariableSpec } from '../variables.ts'

interface ForwardContext<L extends Layer> {
  readonly graph: Graph
  readonly layer: L
  readonly shapes: LayerShapes
  readonly input: Tensor
  /** The layer's variables' values, in the order of `variables`. */
  readonly weights: readonly Tensor[]
}

/** How one kind of layer becomes operators. `variables` are named within the layer (`kernel`). */
export interface Lowering<L extends Layer> {
  readonly variables: (layer: L, shapes: LayerShapes) => readonly VariableSpec[]
  readonly forward: (context: ForwardContext<L>) => Tensor
}

export const bias = (length: number): VariableSpec => ({
  name: 'bias',
  shape: [length],
  initial: { kind: 'constant', value: 0 },
  role: 'weight',
})

/**
 * Start of a kernel whose outputs sum `fanIn` products and whose inputs go into `fanOut` sums: Glorot and Bengio 2010, eq. 16
 * (uniform); He et al. 2015, eq. 10 (normal).
 */
export function initialKernel(
  initializer: Initializer,
  fanIn: number,
  fanOut: number,
  mask?: ConstantValue,
): InitialValue {
  const masked = mask ? { mask } : {}
  return initializer === 'he'
    ? { kind: 'normal', deviation: Math.sqrt(2 / fanIn), ...masked }
    : { kind: 'uniform', limit: Math.sqrt(6 / (fanIn + fanOut)), ...masked }
}

/** The weight at `index`; its absence is a bug. */
export function weight(weights: readonly Tensor[], index: number): Tensor {
  const found = weights[index]
  if (!found) throw new Error(`weight ${index} is missing`)
  return found
}

export const volume = ({ height, width, channels }: Shape) => height * width * channels
