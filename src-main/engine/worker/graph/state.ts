import { assertNever } from '../../../shared/assert-never.ts'
import { constant, scalar, vector } from './constants.ts'
import type { Graph, Node, Tensor } from './ir.ts'
import type { Signature } from './signature.ts'
import type { TensorType } from './tensor-type.ts'
import type { InitialValue, VariableSpec } from './variables.ts'

/** A variable with its resource in the main graph. */
export interface Variable {
  readonly spec: VariableSpec
  readonly resource: Tensor
}

const typeOfVariable = ({ shape }: VariableSpec): TensorType => ({ dtype: 'float32', shape })

export function declareVariables(graph: Graph, specs: readonly VariableSpec[]): Variable[] {
  const names = new Set(specs.map(({ name }) => name))
  if (names.size < specs.length) throw new Error('two layers have the same name')
  return specs.map(spec => {
    const attributes = { name: spec.name, holds: typeOfVariable(spec) }
    return { spec, resource: graph.add('VarHandleOp', [], attributes, { name: spec.name }) }
  })
}

/** Gives every variable its first value. `seed` [2]: the run's seed, which each variable turns into a stream of its own. */
export function initSignature(graph: Graph, variables: readonly Variable[]): Signature {
  const seed = graph.add('Placeholder', [], { dtype: 'int32', shape: [2] }, { name: 'seed' })
  const assigned = variables.map(({ spec, resource }, index) =>
    graph.within(spec.name, () => {
      const stream = graph.add('AddV2', [seed, vector(graph, [0, index])], {})
      return graph.addNode('AssignVariableOp', [resource, initialValue(graph, spec, stream)], {})
    }),
  )
  return { inputs: { seed }, outputs: { done: done(graph, assigned) } }
}

/** Every variable's value by its name. */
export function readSignature(graph: Graph, variables: readonly Variable[]): Signature {
  const outputs = variables.map(({ spec, resource }) => {
    return [spec.name, graph.add('ReadVariableOp', [resource], {}, { name: spec.name })] as const
  })
  return { inputs: {}, outputs: Object.fromEntries(outputs) }
}

/** Half the sum of all values' squares, float32 []: not finite where one of them is not. */
export function sizeSignature(graph: Graph, variables: readonly Variable[]): Signature {
  const halves = variables.map(({ resource }) =>
    graph.add('L2Loss', [graph.add('ReadVariableOp', [resource], {})], {}),
  )
  return { inputs: {}, outputs: { size: graph.add('AddN', halves, {}) } }
}

/** Sets every variable. */
export function writeSignature(graph: Graph, variables: readonly Variable[]): Signature {
  const inputs: Record<string, Tensor> = {}
  const assigned = variables.map(({ spec, resource }) => {
    const value = graph.add('Placeholder', [], typeOfVariable(spec), { name: spec.name })
    inputs[spec.name] = value
    // Otherwise a variable would lie in JavaScript's memory and change there in training.
    const own = graph.add('Snapshot', [value], {})
    return graph.addNode('AssignVariableOp', [resource, own], {}, { name: spec.name })
  })
  return { inputs, outputs: { done: done(graph, assigned) } }
}

/** A value to fetch for what has none: there once all of `after` have run. */
export const done = (graph: Graph, after: readonly Node[]): Tensor =>
  graph.add('Const', [], { value: { dtype: 'int32', shape: [], values: [1] } }, { name: 'done', after })

function initialValue(graph: Graph, { shape, initial }: VariableSpec, seed: Tensor): Tensor {
  const lengths = vector(graph, shape)
  switch (initial.kind) {
    case 'constant':
      return graph.add('Fill', [lengths, openValue(graph, initial.value, seed)], {})
    case 'normal': {
      const values = graph.add('StatelessRandomNormal', [lengths, seed], {})
      return masked(graph, graph.add('Mul', [values, scalar(graph, initial.deviation)], {}), initial)
    }
    case 'uniform': {
      const values = graph.add('StatelessRandomUniform', [lengths, seed], {})
      const wide = graph.add('Mul', [values, scalar(graph, 2 * initial.limit)], {})
      return masked(graph, graph.add('AddV2', [wide, scalar(graph, -initial.limit)], {}), initial)
    }
    default:
      return assertNever(initial)
  }
}

/**
 * A number that TensorFlow cannot work out before it is fed the seed. A Fill that it could, it would turn into a constant of the variable's
 * size, which stays in memory beside the variable: with Adam, twice the weights.
 */
function openValue(graph: Graph, value: number, seed: Tensor): Tensor {
  const bounds = [vector(graph, [0]), vector(graph, [1]), vector(graph, [1])]
  const word = graph.add('StridedSlice', [seed, ...bounds], { shrink: true, toEnd: false })
  const zero = scalar(graph, 0, 'int32')
  const nothing = graph.add('Minimum', [graph.add('Maximum', [word, zero], {}), zero], {})
  return graph.add('AddV2', [scalar(graph, value), graph.add('Cast', [nothing], { to: 'float32' })], {})
}

function masked(graph: Graph, values: Tensor, initial: Exclude<InitialValue, { kind: 'constant' }>): Tensor {
  return initial.mask ? graph.add('Mul', [values, constant(graph, initial.mask)], {}) : values
}
