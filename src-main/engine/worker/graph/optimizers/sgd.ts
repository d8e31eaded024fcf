import { at, type Optimizer } from './optimizer.ts'

/** weight -= rate x gradient. */
export const sgd = (): Optimizer => ({
  state: () => [],
  update: ({ graph, rate, weights, gradients }) =>
    weights.map((weight, index) =>
      graph.addNode('ResourceApplyGradientDescent', [weight, rate, at(gradients, index)], {}),
    ),
})
