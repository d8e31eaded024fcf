import { scalar } from '../constants.ts'
import type { Node } from '../ir.ts'
import { shrink, times } from './decay.ts'
import { at, type Optimizer, scaledRate, slot, type TrainedWeight, type UpdateContext } from './optimizer.ts'

export interface MomentumOptions {
  /** Above 0. */
  readonly momentum: number
  readonly nesterov: boolean
  readonly decay: number
}

/**
 * v = momentum x v - rate x (gradient + decay x w); w += v (Krizhevsky et al. 2012, section 5; Caffe and Keras have the rate inside the velocity too,
 * PyTorch outside, which differs for some steps after the rate has changed). With `nesterov`, w += momentum x v - rate x (gradient + decay x w), which is
 * Sutskever et al. 2013, eq. 3 and 4, for the weights where the gradient is taken.
 */
export const momentum = ({ momentum, nesterov, decay }: MomentumOptions): Optimizer => ({
  state: weights => slot(weights, 'velocity'),
  update: context => {
    const { graph, state, weights } = context
    const rate = scaledRate(context)
    const kept = scalar(graph, momentum)
    const decayed = decayVelocity(context, decay / momentum)
    // Without Nesterov, the decay comes to the weight by the velocity alone.
    const shrunk = shrink(context, nesterov ? decay : 0)
    return weights.map((weight, index) => {
      const velocity = at(state, index)
      const inputs = [weight.resource, velocity, rate, weight.gradient, kept]
      const after = [...decayed(weight, velocity), ...shrunk(weight)]
      return graph.addNode('ResourceApplyKerasMomentum', inputs, { nesterov }, { after })
    })
  },
})

/**
 * velocity -= rate x share x weight, before the velocity is multiplied by the momentum; in place, where adding the decay to the gradient would take
 * another tensor of the weight's size.
 */
function decayVelocity({ graph, rate }: UpdateContext, share: number) {
  if (share === 0) return (): Node[] => []
  const part = times(graph, rate, share)
  return ({ spec, value }: TrainedWeight, velocity: Parameters<typeof times>[1]): Node[] =>
    spec.decays ? [graph.addNode('ResourceApplyGradientDescent', [velocity, part, value], {})] : []
}
