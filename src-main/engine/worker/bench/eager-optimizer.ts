import type { OptimizerSettings } from '../../../shared/training-settings.ts'
import type { TensorFlow } from '../tensorflow.ts'
import type { EagerNetwork } from './eager-network.ts'

type Tf = typeof TensorFlow

export interface EagerOptimizer {
  /** One step towards a smaller loss; answers the loss before it. */
  readonly step: (pictures: TensorFlow.Tensor, labels: TensorFlow.Tensor1D) => number
  readonly close: () => void
}

/**
 * The optimizers of TensorFlow.js. Weight decay is added to the kernels' gradients (Krizhevsky et al. 2012, section 5); with Adam it is
 * decoupled (Loshchilov and Hutter 2019, algorithm 2).
 */
export function eagerOptimizer(tf: Tf, network: EagerNetwork, settings: OptimizerSettings): EagerOptimizer {
  const optimizer = optimizerFor(tf, settings)
  const { kind, learningRate, weightDecay = 0 } = settings
  const weights = [...network.variables.values()].filter(({ trainable }) => trainable)
  const kernels = [...network.variables].flatMap(([name, kernel]) =>
    name.endsWith('/kernel') ? [kernel] : [],
  )
  return {
    step: (pictures, labels) =>
      tf.tidy(() => {
        const { value, grads } = optimizer.computeGradients(() => network.loss(pictures, labels), weights)
        for (const kernel of weightDecay > 0 ? kernels : []) {
          if (kind === 'adam') kernel.assign(kernel.mul(1 - learningRate * weightDecay))
          else grads[kernel.name] = grads[kernel.name]!.add(kernel.mul(weightDecay))
        }
        optimizer.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })))
        return value.dataSync()[0]!
      }),
    close: () => optimizer.dispose(),
  }
}

function optimizerFor(tf: Tf, settings: OptimizerSettings) {
  switch (settings.kind) {
    case 'sgd':
      return tf.train.sgd(settings.learningRate)
    case 'momentum':
      return tf.train.momentum(settings.learningRate, settings.momentum, settings.nesterov ?? false)
    case 'adam':
      return tf.train.adam(settings.learningRate)
  }
}
