import { scalar } from '../constants.ts'
import type { Node, Tensor } from '../ir.ts'
import type { TrainedWeight, UpdateContext } from './optimizer.ts'

type Context = Pick<UpdateContext, 'graph' | 'rate'>

/**
 * Every kernel times (1 - rate x decay), in one pass over memory: what decay x weight adds to the gradient of plain descent, and the decoupled
 * decay of Loshchilov and Hutter 2019, algorithm 2. Answers the nodes that the weight's update has to wait for.
 */
export function shrink({ graph, rate }: Context, decay: number): (weight: TrainedWeight) => Node[] {
  if (decay === 0) return () => []
  const kept = graph.add('Sub', [scalar(graph, 1), times(graph, rate, decay)], {})
  return ({ spec, resource, value }) => {
    if (!spec.decays) return []
    const smaller = graph.add('Mul', [value, kept], {})
    return [graph.addNode('AssignVariableOp', [resource, smaller], {})]
  }
}

export const times = (graph: Context['graph'], value: Tensor, factor: number): Tensor =>
  graph.add('Mul', [value, scalar(graph, factor)], {})
