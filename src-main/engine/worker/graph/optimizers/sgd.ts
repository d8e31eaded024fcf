import { shrink } from './decay.ts'
import { type Optimizer, scaledRate } from './optimizer.ts'

/** weight -= rate x (gradient + decay x weight). */
export const sgd = (decay: number): Optimizer => ({
  state: () => [],
  update: context => {
    const { graph, weights } = context
    const rate = scaledRate(context)
    const shrunk = shrink(context, decay)
    return weights.map(weight => {
      const inputs = [weight.resource, rate, weight.gradient]
      return graph.addNode('ResourceApplyGradientDescent', inputs, {}, { after: shrunk(weight) })
    })
  },
})
