import { describe, expect, it } from 'vitest'
import { eagerNetwork } from '../../src-main/engine/worker/bench/eager-network.ts'
import { openModel } from '../../src-main/engine/worker/model.ts'
import { openDataset } from '../../src-main/engine/worker/stored-dataset.ts'
import { loadTensorFlow } from '../../src-main/engine/worker/tensorflow.ts'
import type {
  ArchitectureSpec,
  ConvolutionLayer,
  DenseLayer,
  Layer,
  PoolLayer,
} from '../../src-main/shared/architecture/spec.ts'
import { barPictures, storePictures } from './stored-pictures.ts'

const square = (side: number) => ({ height: side, width: side })

const conv = (
  name: string,
  filters: number,
  [height, width]: readonly [number, number],
  rest: Partial<ConvolutionLayer> = {},
): ConvolutionLayer => ({
  kind: 'conv2d',
  id: name,
  name,
  filters,
  kernel: { height, width },
  stride: square(1),
  padding: square(0),
  activation: 'relu',
  initializer: 'glorot',
  biasStart: 0.1,
  ...rest,
})

const pool = (
  name: string,
  mode: PoolLayer['mode'],
  [height, width]: readonly [number, number],
  stride = { height, width },
): PoolLayer => ({ kind: 'pool', id: name, name, mode, window: { height, width }, stride })

const output: DenseLayer = {
  kind: 'dense',
  id: 'out',
  name: 'out',
  units: 'classes',
  activation: 'none',
  initializer: 'glorot',
}

const dense = (name: string, units: number): Layer => ({
  ...output,
  id: name,
  name,
  units,
  activation: 'relu',
})

/** Pictures of 18 x 16 in colour. What is few or even here is computed otherwise than what is many or odd. */
const networks: Readonly<Record<string, readonly Layer[]>> = {
  'few filters, an even width and tiling pools': [
    conv('a', 6, [5, 5], { activation: 'tanh' }),
    pool('p', 'max', [2, 2]),
    conv('b', 4, [3, 3]),
    pool('q', 'average', [2, 2]),
  ],
  'few filters and an odd width': [conv('a', 6, [3, 4]), pool('p', 'max', [2, 2]), conv('b', 5, [3, 3])],
  'few filters, strides and padding': [
    conv('a', 3, [4, 5], { stride: { height: 2, width: 3 }, padding: { height: 1, width: 2 } }),
    conv('b', 7, [3, 3], { padding: square(1), activation: 'sigmoid' }),
    pool('p', 'max', [3, 2]),
  ],
  'windows that overlap, and that leave a rest': [
    conv('a', 4, [3, 3]),
    pool('p', 'max', [3, 3], square(2)),
    conv('b', 9, [2, 3]),
    pool('q', 'average', [2, 2]),
  ],
  'few channels before an even kernel': [
    conv('a', 8, [1, 1]),
    conv('b', 8, [4, 2]),
    pool('p', 'max', [3, 3]),
  ],
  'towers of few filters': [
    conv('a', 12, [3, 3], { activation: 'scaled-tanh' }),
    pool('p', 'max', [2, 2]),
    conv('b', 12, [3, 3], { groups: 2, padding: square(1) }),
    pool('q', 'max', [2, 1]),
  ],
  'kernels of 3 x 3 and many filters': [
    conv('a', 64, [3, 3], { padding: square(1) }),
    conv('b', 64, [3, 3], { padding: square(1) }),
    pool('p', 'max', [2, 2]),
    conv('c', 96, [3, 3], { padding: { height: 0, width: 2 } }),
  ],
  'kernels of 3 x 3 in towers': [
    conv('a', 128, [3, 3]),
    conv('b', 160, [3, 3], { groups: 2, padding: { height: 1, width: 0 } }),
  ],
  'many weights in a dense layer': [dense('d', 1300), dense('e', 20)],
  'an average that comes after an activation': [
    conv('a', 6, [5, 5], { activation: 'sigmoid' }),
    pool('p', 'average', [2, 2]),
  ],
}

const pictures = {
  shape: { height: 18, width: 16, channels: 3 },
  classes: 4,
  train: 7,
  validation: 0,
  test: 0,
  seed: 5,
}
const learningRate = 0.5

describe('one step of training', () => {
  it.each(Object.entries(networks))('with %s is that of eager TensorFlow.js', async (id, layers) => {
    const input = { ...pictures.shape, range: [-1, 1] as const }
    const spec: ArchitectureSpec = { version: 1, id, name: id, input, layers: [...layers, output] }
    const dataset = await openDataset(await storePictures(pictures), pictures.shape)
    if (!dataset.ok) throw new Error(dataset.problem.code)
    const optimizer = { kind: 'sgd', learningRate } as const
    const model = await openModel({ spec, classes: pictures.classes, optimizer, branches: 2 })
    model.init(3)
    model.load(dataset.value)
    const start = model.read()
    const indices = Int32Array.from({ length: pictures.train }, (_, place) => place)

    const { losses } = model.train({ indices, rates: Float32Array.of(learningRate), seed: 1, first: 0 })
    const found = model.read()
    model.close()

    const tf = loadTensorFlow()
    const network = eagerNetwork(tf, spec, pictures.classes, start)
    const { pictures: bytes, labels } = barPictures(pictures, pictures.train)
    const all = tf.tensor4d(Int32Array.from(bytes), [pictures.train, 18, 16, 3], 'int32')
    const loss = tf.train
      .sgd(learningRate)
      .minimize(() => network.loss(all, tf.tensor1d(Int32Array.from(labels), 'int32')), true)
    expect(losses[0]).toBeCloseTo(loss!.dataSync()[0]!, 5)
    for (const [name, variable] of network.variables) {
      const expected = variable.dataSync()
      const furthest = found
        .get(name)!
        .values.reduce((most, value, place) => Math.max(most, Math.abs(value - expected[place]!)), 0)
      expect({ name, far: furthest > 1e-5 }).toEqual({ name, far: false })
    }
  })
})
