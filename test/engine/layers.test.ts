import { beforeAll, describe, expect, it } from 'vitest'
import { eagerNetwork } from '../../src-main/engine/worker/bench/eager-network.ts'
import { Graph, type Tensor } from '../../src-main/engine/worker/graph/ir.ts'
import { lowerDropout } from '../../src-main/engine/worker/graph/lower/dropout.ts'
import { joinRows, splitOverCores } from '../../src-main/engine/worker/graph/passes/split-over-cores.ts'
import { streams } from '../../src-main/engine/worker/graph/random.ts'
import { type Model, type ModelOptions, openModel } from '../../src-main/engine/worker/model.ts'
import { openSession } from '../../src-main/engine/worker/session.ts'
import { type OpenedDataset, openDataset } from '../../src-main/engine/worker/stored-dataset.ts'
import { loadTensorFlow } from '../../src-main/engine/worker/tensorflow.ts'
import { conv, dense, dropout, lrn, pool } from '../../src-main/shared/architecture/presets/layers.ts'
import type { ArchitectureSpec, Layer } from '../../src-main/shared/architecture/spec.ts'
import { barPictures, storePictures } from './stored-pictures.ts'

const pictures = {
  shape: { height: 20, width: 20, channels: 3 },
  classes: 4,
  train: 24,
  validation: 0,
  test: 0,
  seed: 3,
}

let dataset: OpenedDataset
beforeAll(async () => {
  const opened = await openDataset(await storePictures(pictures), pictures.shape)
  if (!opened.ok) throw new Error(opened.problem.code)
  dataset = opened.value
})

const specOf = (layers: readonly Layer[]): ArchitectureSpec => ({
  version: 1,
  id: 'own',
  name: 'Own',
  input: { ...pictures.shape, range: [-1, 1] },
  layers: [...layers, dense('out', 'classes', 'none')],
})

const rate = 0.002
const sgd = { kind: 'sgd', learningRate: 0.05 } as const
const adam = { kind: 'adam', learningRate: rate } as const

async function freshModel(layers: readonly Layer[], options: Partial<ModelOptions> = {}): Promise<Model> {
  const model = await openModel({
    spec: specOf(layers),
    classes: 4,
    optimizer: adam,
    branches: 2,
    ...options,
  })
  model.init(4)
  model.load(dataset)
  return model
}

const batchNorm = (name: string): Layer => ({
  kind: 'batch-norm',
  id: name,
  name,
  momentum: 0.9,
  epsilon: 1e-3,
  activation: 'relu',
})

const globalAverage: Layer = { kind: 'global-average-pool', id: 'mean', name: 'mean' }

const networks: Record<string, readonly Layer[]> = {
  'local response normalisation': [conv('conv1', 8, 5), lrn('norm1'), pool('pool1', 'max', 3, 2)],
  towers: [
    conv('conv1', 8, 5),
    pool('pool1', 'max'),
    conv('conv2', 12, 3, { groups: 2, biasStart: 0.1 }),
    conv('conv3', 12, 3, { groups: 2, padding: { height: 1, width: 1 } }),
  ],
  'batch normalisation': [
    conv('conv1', 8, 5, { activation: 'none' }),
    batchNorm('bn1'),
    pool('pool1', 'max'),
    dense('fc', 32, 'none'),
    batchNorm('bn2'),
  ],
  'a global average': [
    conv('conv1', 16, 5, { initializer: { kind: 'normal', deviation: 0.1 } }),
    pool('pool1', 'max'),
    conv('conv2', 24, 3),
    globalAverage,
  ],
}

const withDropout: readonly Layer[] = [
  conv('conv1', 8, 5, { stride: { height: 2, width: 2 } }),
  dropout('drop1', 0.2),
  dense('fc', 32, 'relu'),
  dropout('drop2', 0.5),
]

const places = (steps: number, batch: number) =>
  Int32Array.from({ length: steps * batch }, (_, place) => (place * 7) % pictures.train)

const fed = (steps: number, batch: number, learningRate = rate) => ({
  indices: places(steps, batch),
  rates: new Float32Array(steps).fill(learningRate),
  seed: 4,
  first: 0,
})

describe.each(Object.entries({ ...networks, dropout: withDropout }))('a network with %s', (_, layers) => {
  it('learns eight pictures by heart', async () => {
    const model = await freshModel(layers)
    const steps = 200
    const eight = Int32Array.from({ length: steps * 8 }, (_, place) => place % 8)
    model.train({ ...fed(steps, 8), indices: eight })
    expect(model.evaluate(eight.slice(0, 8)).correct).toBe(8)
    model.close()
  })

  it('makes twenty steps in one call that equal twenty calls, bit for bit', async () => {
    const [once, single] = [await freshModel(layers), await freshModel(layers)]
    const { indices, rates, seed } = fed(20, 6)
    const together = once.train({ indices, rates, seed, first: 0 })
    const losses = Array.from(rates, (_, first) => {
      const inputs = { indices: indices.slice(first * 6, first * 6 + 6), rates: rates.slice(0, 1) }
      return single.train({ ...inputs, seed, first }).losses[0]
    })
    expect(losses).toEqual([...together.losses])
    expect(single.read()).toEqual(once.read())
    once.close()
    single.close()
  })

  it('gives the same run for the same seed, however many parts a batch is in', async () => {
    let expected: Float32Array | undefined
    for (const branches of [1, 2, 5]) {
      const model = await freshModel(layers, { branches, optimizer: sgd })
      const found = model.train(fed(5, 4, sgd.learningRate)).losses
      expected ??= found
      expect(furthest(found, expected)).toBeLessThan(1e-4)
      model.close()
    }
  })
})

describe.each(Object.entries(networks))('steps of a network with %s', (_, layers) => {
  it.each([
    { branches: 1, batch: 6 },
    { branches: 2, batch: 7 },
    { branches: 5, batch: 4 },
  ])('of $batch pictures in $branches parts follow eager TensorFlow.js', async ({ branches, batch }) => {
    const steps = 20
    const model = await freshModel(layers, { branches, optimizer: sgd })
    const start = new Map([...model.read()].filter(([name]) => !name.startsWith('optimizer/')))
    const inputs = fed(steps, batch, sgd.learningRate)
    const { losses } = model.train(inputs)
    const found = model.read()
    const logits = model.predict(barPictures(pictures, 5).pictures, 5)
    model.close()

    const tf = loadTensorFlow()
    const network = eagerNetwork(tf, specOf(layers), 4, start)
    const { pictures: bytes, labels } = barPictures(pictures, pictures.train)
    const all = tf.tensor4d(Int32Array.from(bytes), [pictures.train, 20, 20, 3], 'int32')
    const classes = tf.tensor1d(Int32Array.from(labels), 'int32')
    const eager = tf.train.sgd(sgd.learningRate)
    for (let step = 0; step < steps; step++) {
      const indices = tf.tensor1d(inputs.indices.slice(step * batch, (step + 1) * batch), 'int32')
      const loss = eager.minimize(() => network.loss(all.gather(indices), classes.gather(indices)), true)
      expect(Math.abs(losses[step]! - loss!.dataSync()[0]!)).toBeLessThan(1e-4)
    }
    for (const [name, variable] of network.variables) {
      expect({ name, far: furthest(found.get(name)!.values, variable.dataSync()) > 1e-3 }).toEqual({
        name,
        far: false,
      })
    }
    const five = tf.tensor4d(Int32Array.from(barPictures(pictures, 5).pictures), [5, 20, 20, 3], 'int32')
    expect(furthest(logits, network.logits(five).softmax().dataSync())).toBeLessThan(1e-3)
  })
})

describe('dropout', () => {
  it('differs from step to step and from seed to seed', async () => {
    const model = await freshModel(withDropout, { optimizer: sgd })
    const start = model.read()
    const lossOf = (seed: number, first: number) => {
      model.write(start)
      return model.train({ ...fed(1, 12), seed, first }).losses[0]
    }
    const [loss, again] = [lossOf(1, 0), lossOf(1, 0)]
    expect(again).toBe(loss)
    const others = [lossOf(1, 1), lossOf(2, 0), lossOf(1 + 2 ** 32, 0), lossOf(2, 1)]
    expect(new Set([loss, ...others]).size).toBe(5)
    model.close()
  })

  it.each([0.5, 0.2, 0.9])('of rate %d makes that share zero and keeps the mean', async rate => {
    const [rows, columns] = [64, 257]
    const graph = new Graph()
    const placeholder = (name: string, dtype: 'float32' | 'int32', shape: Tensor['shape']) =>
      graph.add('Placeholder', [], { dtype, shape }, { name })
    const inputs = {
      x: placeholder('x', 'float32', ['b', columns]),
      seed: placeholder('seed', 'int32', [2]),
      step: placeholder('step', 'int32', []),
    }
    const key = { seed: inputs.seed, step: inputs.step }
    const outputsIn = (branches: number) => {
      const batch = splitOverCores(graph, branches, inputs.x)
      const shape = { height: 1, width: 1, channels: columns }
      const { outputs } = lowerDropout.forwardBatch({
        graph,
        layer: { kind: 'dropout', id: 'drop', name: 'drop', rate },
        shapes: { input: shape, output: shape },
        weights: [],
        batch,
        inputs: batch.parts.map(({ rows }) => rows),
        mode: { kind: 'training', key, augmentation: undefined, precision: 'float32' },
        stream: streams.layer(1),
      })
      return joinRows(graph, batch, outputs)
    }
    const outputs = { whole: outputsIn(1), parts: outputsIn(3) }
    const session = await openSession({ graph, signatures: { predict: { inputs, outputs } } })
    const { whole, parts } = session.run('predict', {
      x: { shape: [rows, columns], values: new Float32Array(rows * columns).fill(1) },
      seed: { shape: [2], values: Int32Array.of(5, 0) },
      step: { shape: [], values: Int32Array.of(3) },
    })
    session.close()

    const values = Array.from(whole!.values)
    expect(parts!.values).toEqual(whole!.values)
    expect(Math.abs(values.filter(value => value === 0).length / values.length - rate)).toBeLessThan(0.015)
    for (const value of new Set(values)) if (value !== 0) expect(value * (1 - rate)).toBeCloseTo(1, 3)
    // Neighbours in a row, and the same place of neighbouring rows, are dropped independently of one another.
    for (const distance of [1, columns]) {
      const both = values.filter((value, place) => value === 0 && values[place + distance] === 0).length
      expect(Math.abs(both / values.length - rate ** 2)).toBeLessThan(0.02)
    }
  })

  it.each([0.99999, 0.999999, 1e-6])(
    'of rate %d, which random words meet but nearly, gives numbers',
    async rate => {
      const model = await freshModel([dense('fc', 32, 'relu'), dropout('drop', rate)], { optimizer: sgd })
      expect(model.train(fed(3, 6)).losses.every(Number.isFinite)).toBe(true)
      model.close()
    },
  )

  it('leaves predictions alone', async () => {
    const without = withDropout.filter(({ kind }) => kind !== 'dropout')
    const [dropping, keeping] = [await freshModel(withDropout), await freshModel(without)]
    const { pictures: bytes } = barPictures(pictures, 3)
    expect(dropping.predict(bytes, 3)).toEqual(keeping.predict(bytes, 3))
    dropping.close()
    keeping.close()
  })
})

describe('a run with dropout, batch normalisation and augmentation', () => {
  it('that goes on in another process equals an uninterrupted one, bit for bit', async () => {
    const layers = [...withDropout, batchNorm('bn')]
    const settings = { shift: 0.1, mirror: true, rotation: 10, brightness: 0.1, contrast: 0.1, pcaColor: 0.1 }
    const components = [0.2, 0.02, 0.005].map((value, row) =>
      [0, 1, 2].map(axis => (axis === row ? value : 0)),
    )
    const open = () => freshModel(layers, { augmentation: { settings, components } })
    const { indices, rates, seed } = fed(20, 6)
    const [whole, first, second] = [await open(), await open(), await open()]
    whole.train({ indices, rates, seed, first: 0 })
    first.train({ indices: indices.slice(0, 8 * 6), rates: rates.slice(0, 8), seed, first: 0 })
    second.write(first.read())
    second.train({ indices: indices.slice(8 * 6), rates: rates.slice(8), seed, first: 8 })
    expect(second.read()).toEqual(whole.read())
    for (const model of [whole, first, second]) model.close()
  })
})

describe('a kernel that is not a number', () => {
  it.each(['relu', 'tanh', 'none'] as const)('is found where %s and pooling hide it', async activation => {
    const layers = [conv('conv1', 8, 5), conv('conv2', 8, 3, { activation }), pool('pool2', 'max')]
    const model = await freshModel(layers)
    const first = { indices: places(1, 6), seed: 4, first: 0 }
    expect(model.diagnose(first)).toBeUndefined()
    const tensors = new Map(model.read())
    const { shape, values } = tensors.get('conv2/kernel')!
    tensors.set('conv2/kernel', { shape, values: values.map(() => Number.NaN) })
    model.write(tensors)
    expect(model.diagnose(first)).toBe('conv2')
    model.close()
  })
})

describe('two towers', () => {
  it('are one convolution whose kernel is zero from one tower to the other', async () => {
    const layersOf = (groups: number) => [conv('conv1', 4, 5), conv('conv2', 6, 3, { groups })]
    const towers = await freshModel(layersOf(2))
    const one = await freshModel(layersOf(1))
    const tensors = towers.read()
    const { values } = tensors.get('conv2/kernel')!
    const wide = Float32Array.from({ length: 3 * 3 * 4 * 6 }, (_, place) => {
      const [tap, channel, filter] = [Math.floor(place / 24), Math.floor(place / 6) % 4, place % 6]
      const sameTower = Math.floor(channel / 2) === Math.floor(filter / 3)
      return sameTower ? values[(tap * 2 + (channel % 2)) * 6 + filter]! : 0
    })
    const padded = new Map(one.read())
    for (const [name, tensor] of tensors) if (!name.startsWith('optimizer/')) padded.set(name, tensor)
    padded.set('conv2/kernel', { shape: [3, 3, 4, 6], values: wide })
    one.write(padded)
    const { pictures: bytes } = barPictures(pictures, 4)
    expect(furthest(towers.predict(bytes, 4), one.predict(bytes, 4))).toBeLessThan(1e-6)
    towers.close()
    one.close()
  })
})

const furthest = (found: ArrayLike<number>, expected: ArrayLike<number>) =>
  Math.max(...Array.from(found, (value, place) => Math.abs(value - expected[place]!)))
