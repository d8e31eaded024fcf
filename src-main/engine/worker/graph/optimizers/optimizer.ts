import type { Graph, Node, Tensor } from '../ir.ts'
import type { VariableSpec } from '../variables.ts'

/** One weight in a step. */
export interface TrainedWeight {
  readonly spec: VariableSpec
  readonly resource: Tensor
  /** As the step found it. */
  readonly value: Tensor
  readonly gradient: Tensor
}

export interface UpdateContext {
  readonly graph: Graph
  /** Learning rate of the step, float32 []. */
  readonly rate: Tensor
  /** The gradients count times this, float32 []; undefined: as they are. */
  readonly scale: Tensor | undefined
  readonly weights: readonly TrainedWeight[]
  /** Resources of what the optimizer keeps, in the order of its `state`. */
  readonly state: readonly Tensor[]
}

/** How weights follow their gradients; every update is done in place. */
export interface Optimizer {
  /** What it keeps between steps. */
  readonly state: (weights: readonly VariableSpec[]) => readonly VariableSpec[]
  /** Adds the updates and returns the nodes that finish a step. */
  readonly update: (context: UpdateContext) => readonly Node[]
}

/** One variable like each weight, starting at zero. */
export const slot = (weights: readonly VariableSpec[], name: string): VariableSpec[] =>
  weights.map(weight => ({
    name: `optimizer/${name}/${weight.name}`,
    shape: weight.shape,
    initial: { kind: 'constant', value: 0 },
    role: 'optimizer',
  }))

/** The tensor at `index`; its absence is a bug. */
export function at(tensors: readonly Tensor[], index: number): Tensor {
  const tensor = tensors[index]
  if (!tensor) throw new Error(`variable ${index} is missing`)
  return tensor
}

/** Rate times scale: where the gradient counts but once, it need not be scaled itself. */
export const scaledRate = ({ graph, rate, scale }: UpdateContext): Tensor =>
  scale ? graph.add('Mul', [rate, scale], {}) : rate
