import { scalar } from '../constants.ts'
import { at, type Optimizer } from './optimizer.ts'

/** weight -= rate x gradient. */
export const sgd = (learningRate: number): Optimizer => ({
  state: () => [],
  update: ({ graph, weights, gradients }) => {
    const rate = scalar(graph, learningRate)
    return weights.map((weight, index) =>
      graph.addNode('ResourceApplyGradientDescent', [weight, rate, at(gradients, index)], {}),
    )
  },
})
