import { scalar } from '../constants.ts'
import { at, type Optimizer, slot } from './optimizer.ts'

/** velocity = momentum x velocity + gradient; weight -= rate x velocity (Polyak 1964). */
export const momentum = (decay: number): Optimizer => ({
  state: weights => slot(weights, 'velocity'),
  update: ({ graph, rate, weights, state, gradients }) => {
    const kept = scalar(graph, decay)
    return weights.map((weight, index) => {
      const inputs = [weight, at(state, index), rate, at(gradients, index), kept]
      return graph.addNode('ResourceApplyMomentum', inputs, {})
    })
  },
})
