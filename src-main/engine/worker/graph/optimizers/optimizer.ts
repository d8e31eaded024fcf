import type { Graph, Node, Tensor } from '../ir.ts'
import type { VariableSpec } from '../variables.ts'

interface UpdateContext {
  readonly graph: Graph
  /** Learning rate of the step, float32 []. */
  readonly rate: Tensor
  /** Resources, in the order in which the variables were declared. */
  readonly weights: readonly Tensor[]
  readonly state: readonly Tensor[]
  readonly gradients: readonly Tensor[]
}

/** How weights follow their gradients; every update is done in place by one node a weight. */
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
