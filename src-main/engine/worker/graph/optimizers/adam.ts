import { scalar } from '../constants.ts'
import type { VariableSpec } from '../variables.ts'
import { shrink } from './decay.ts'
import { at, type Optimizer, slot } from './optimizer.ts'

const beta1 = 0.9
const beta2 = 0.999
/** As in TensorFlow.js and Keras; the paper has 1e-8. */
const epsilon = 1e-7

/** Kingma and Ba 2015, algorithm 1, with decoupled decay; the betas' powers are state, so that a run can go on. */
export const adam = (decay: number): Optimizer => ({
  state: weights => [
    ...slot(weights, 'm'),
    ...slot(weights, 'v'),
    power('beta1', beta1),
    power('beta2', beta2),
  ],
  update: context => {
    const { graph, rate, scale, weights, state } = context
    const count = weights.length
    const powers = [at(state, 2 * count), at(state, 2 * count + 1)]
    const before = powers.map(power => graph.add('ReadVariableOp', [power], {}))
    const betas = [scalar(graph, beta1), scalar(graph, beta2)]
    // ResourceApplyAdam adds its epsilon to the root of v, the paper to that of the corrected v: as much larger as v is smaller.
    const correction = graph.add('Sub', [scalar(graph, 1), at(before, 1)], {})
    const small = graph.add('Mul', [graph.add('Sqrt', [correction], {}), scalar(graph, epsilon)], {})
    const shrunk = shrink(context, decay)
    const updates = weights.map((weight, index) => {
      const moments = [at(state, index), at(state, count + index)]
      const gradient = scale ? graph.add('Mul', [weight.gradient, scale], {}) : weight.gradient
      const inputs = [weight.resource, ...moments, ...before, rate, ...betas, small, gradient]
      return graph.addNode('ResourceApplyAdam', inputs, {}, { after: shrunk(weight) })
    })
    const next = before.map((value, index) => graph.add('Mul', [value, at(betas, index)], {}))
    const steps = powers.map((power, index) =>
      graph.addNode('AssignVariableOp', [power, at(next, index)], {}, { after: updates }),
    )
    return [...updates, ...steps]
  },
})

const power = (name: string, beta: number): VariableSpec => ({
  name: `optimizer/${name}_power`,
  shape: [],
  initial: { kind: 'constant', value: beta },
  role: 'optimizer',
})
