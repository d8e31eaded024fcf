import { describe, expect, it } from 'vitest'
import { bench } from '../../src-main/engine/worker/bench/bench.ts'
import { eagerNetwork } from '../../src-main/engine/worker/bench/eager-network.ts'
import { eagerOptimizer } from '../../src-main/engine/worker/bench/eager-optimizer.ts'
import { openModel } from '../../src-main/engine/worker/model.ts'
import { openDataset } from '../../src-main/engine/worker/stored-dataset.ts'
import { loadTensorFlow } from '../../src-main/engine/worker/tensorflow.ts'
import { conv, dense, dropout, lrn, pool } from '../../src-main/shared/architecture/presets/layers.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { OptimizerSettings } from '../../src-main/shared/training-settings.ts'
import { barPictures, storePictures } from './stored-pictures.ts'

const shape = { height: 12, width: 12, channels: 3 }
const layers = [conv('conv1', 8, 5), lrn('norm1'), pool('pool1', 'max', 2), dense('fc1', 10, 'relu')]
const specOf = (...added: ArchitectureSpec['layers']): ArchitectureSpec => ({
  version: 1,
  id: 'own',
  name: 'Own',
  input: { ...shape, range: [-1, 1] },
  layers: [...layers, ...added, dense('fc2', 'classes', 'none')],
})
const adam: OptimizerSettings = { kind: 'adam', learningRate: 0.003, weightDecay: 0.1 }

describe('the bench', () => {
  it.each([
    { phase: 'train', engine: 'graph' },
    { phase: 'train', engine: 'eager' },
    { phase: 'predict', engine: 'graph' },
  ] as const)('measures $phase with the engine $engine', async ({ phase, engine }) => {
    const spec = specOf(dropout('drop1', 0.5))
    const conditions = { spec, classes: 4, batchSize: 8, optimizer: adam, seconds: 0.1 }

    const { imagesPerSecond, runs, peakRssBytes } = await bench({ ...conditions, phase, engine }, 2)

    expect(runs).toContain(imagesPerSecond)
    expect(Math.min(...runs)).toBeGreaterThan(0)
    expect(peakRssBytes).toBeGreaterThan(2 ** 20)
  })
})

describe("eager TensorFlow.js's training", () => {
  const pictures = { shape, classes: 4, train: 24, validation: 0, test: 0, seed: 3 }
  const [steps, batch] = [10, 8]

  it.each([
    { kind: 'sgd', learningRate: 0.05, weightDecay: 0.1 },
    { kind: 'momentum', learningRate: 0.01, momentum: 0.9, nesterov: true, weightDecay: 0.1 },
    adam,
  ] as const satisfies OptimizerSettings[])(
    'with $kind and weight decay does what the graph does',
    async optimizer => {
      const spec = specOf()
      const dataset = await openDataset(await storePictures(pictures), shape)
      if (!dataset.ok) throw new Error(dataset.problem.code)
      const start = await openModel({ spec, classes: 4, branches: 1 })
      start.init(5)
      const tf = loadTensorFlow()
      const network = eagerNetwork(tf, spec, 4, start.read())
      start.close()
      const model = await openModel({ spec, classes: 4, optimizer, branches: 1 })
      model.init(5)
      model.load(dataset.value)
      const indices = Int32Array.from({ length: steps * batch }, (_, place) => (place * 5) % pictures.train)
      const rates = new Float32Array(steps).fill(optimizer.learningRate)

      const { losses } = model.train({ indices, rates, seed: 1, first: 0 })

      model.close()
      const { pictures: bytes, labels } = barPictures(pictures, pictures.train)
      const all = tf.tensor4d(Int32Array.from(bytes), [pictures.train, 12, 12, 3], 'int32')
      const classes = tf.tensor1d(Int32Array.from(labels), 'int32')
      const eager = eagerOptimizer(tf, network, optimizer)
      losses.forEach((loss, step) => {
        const rows = tf.tensor1d(indices.slice(step * batch, (step + 1) * batch), 'int32')
        expect(Math.abs(loss - eager.step(all.gather(rows), classes.gather(rows)))).toBeLessThan(1e-4)
      })
      eager.close()
    },
  )
})
