import { volume } from '../graph/lower/lowering.ts'
import { openModel } from '../model.ts'
import { loadTensorFlow } from '../tensorflow.ts'
import { eagerNetwork } from './eager-network.ts'
import { eagerOptimizer } from './eager-optimizer.ts'
import type { BenchParams, Round } from './graph.ts'
import { noiseCount } from './noise.ts'

/** The same training in eager TensorFlow.js: pictures gathered from a tensor, gradients by its tape, its own optimizers. */
export async function benchEagerTraining(params: BenchParams): Promise<Round> {
  const { spec, classes, batchSize, optimizer: settings } = params
  const tf = loadTensorFlow()
  const model = await openModel({ spec, classes, branches: 1 })
  model.init(1)
  const network = eagerNetwork(tf, spec, classes, model.read(), {
    dropout: ({ rate }, x) => tf.dropout(x, rate),
  })
  model.close()
  const { height, width, channels } = spec.input
  const count = noiseCount(spec.input, batchSize)
  const bytes = Int32Array.from({ length: count * volume(spec.input) }, (_, place) => (place * 31) % 256)
  const pictures = tf.tensor4d(bytes, [count, height, width, channels], 'int32')
  const labels = tf.tensor1d(
    Int32Array.from({ length: count }, (_, place) => place % classes),
    'int32',
  )
  const optimizer = eagerOptimizer(tf, network, settings)
  let offset = 0
  return {
    round: () => {
      const indices = Int32Array.from({ length: batchSize }, (_, place) => ((place + offset) * 7919) % count)
      offset += batchSize
      tf.tidy(() => {
        const batch = tf.tensor1d(indices, 'int32')
        optimizer.step(pictures.gather(batch), labels.gather(batch))
      })
      return batchSize
    },
    close: () => {
      optimizer.close()
      tf.dispose([pictures, labels, ...network.variables.values()])
    },
  }
}
