import { beforeAll, describe, expect, it } from 'vitest'
import { eagerNetwork } from '../../src-main/engine/worker/bench/eager-network.ts'
import { type Model, openModel } from '../../src-main/engine/worker/model.ts'
import { type OpenedDataset, openDataset } from '../../src-main/engine/worker/stored-dataset.ts'
import { loadTensorFlow } from '../../src-main/engine/worker/tensorflow.ts'
import { type PresetId, presetIds, presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { OptimizerSettings } from '../../src-main/shared/training-settings.ts'
import { barPictures, storePictures } from './stored-pictures.ts'
import { wideLenet } from './wide-lenet.ts'

const pictures = {
  shape: { height: 32, width: 32, channels: 1 },
  classes: 10,
  train: 100,
  validation: 0,
  test: 0,
  seed: 3,
}
/** Those that read pictures of this size. */
const lenets = presetIds.filter(id => id.startsWith('lenet'))
const adam: OptimizerSettings = { kind: 'adam', learningRate: 0.001 }
const steps = 20
const batch = 12

let dataset: OpenedDataset
beforeAll(async () => {
  const opened = await openDataset(await storePictures(pictures), pictures.shape)
  if (!opened.ok) throw new Error(opened.problem.code)
  dataset = opened.value
})

async function freshModel(spec: ArchitectureSpec, optimizer = adam, branches = 2): Promise<Model> {
  const model = await openModel({ spec, classes: 10, optimizer, branches })
  model.init(4)
  model.load(dataset)
  return model
}

const batches = Int32Array.from({ length: steps * batch }, (_, place) => (place * 37) % pictures.train)

/** At the optimizer's rate. */
const asFed = (indices: Int32Array, { learningRate }: OptimizerSettings = adam, size = batch, first = 0) => ({
  indices,
  rates: new Float32Array(indices.length / size).fill(learningRate),
  seed: 4,
  first,
})

describe('twenty steps of training', () => {
  const runs: { id: PresetId; optimizer: OptimizerSettings }[] = [
    ...lenets.map(id => ({ id, optimizer: adam })),
    { id: 'lenet-modern', optimizer: { kind: 'sgd', learningRate: 0.05 } },
    { id: 'lenet-5', optimizer: { kind: 'momentum', learningRate: 0.01, momentum: 0.9 } },
  ]

  it.each(runs)('of $id with $optimizer.kind follow eager TensorFlow.js', async ({ id, optimizer }) => {
    const { spec } = presets[id]
    const model = await freshModel(spec, optimizer)
    const start = model.read()
    const { losses } = model.train(asFed(batches, optimizer))
    const weights = model.read()
    model.close()

    const tf = loadTensorFlow()
    const weightNames = new Set(
      model.variables.flatMap(({ name, role }) => (role === 'weight' ? [name] : [])),
    )
    const own = new Map([...start].filter(([name]) => weightNames.has(name)))
    const network = eagerNetwork(tf, spec, 10, own)
    const { pictures: bytes, labels } = barPictures(pictures, pictures.train)
    const all = tf.tensor4d(Int32Array.from(bytes), [pictures.train, 32, 32, 1], 'int32')
    const classes = tf.tensor1d(Int32Array.from(labels), 'int32')
    const eager = eagerOptimizer(tf, optimizer)
    for (let step = 0; step < steps; step++) {
      const indices = tf.tensor1d(batches.slice(step * batch, (step + 1) * batch), 'int32')
      const loss = eager.minimize(() => network.loss(all.gather(indices), classes.gather(indices)), true)
      expect(Math.abs(losses[step]! - loss!.dataSync()[0]!)).toBeLessThan(1e-4)
    }
    for (const [name, variable] of network.variables) {
      const expected = variable.dataSync()
      const found = weights.get(name)!.values
      const furthest = Math.max(...found.map((value, place) => Math.abs(value - expected[place]!)))
      expect({ name, far: furthest > 1e-3 }).toEqual({ name, far: false })
    }
  })

  it('in one call equal twenty calls, bit for bit', async () => {
    const { spec } = presets['lenet-5']
    const [once, single] = [await freshModel(spec), await freshModel(spec)]

    const together = once.train(asFed(batches))
    const losses = Array.from({ length: steps }, (_, step) => {
      const indices = batches.slice(step * batch, (step + 1) * batch)
      return single.train(asFed(indices, adam, batch, step)).losses[0]
    })

    expect(losses).toEqual([...together.losses])
    expect(single.read()).toEqual(once.read())
  })

  it.each([
    { size: 1, spec: presets['lenet-modern'].spec },
    { size: 2, spec: presets['lenet-modern'].spec },
    { size: 5, spec: presets['lenet-modern'].spec },
    { size: 2, spec: wideLenet },
    { size: 5, spec: wideLenet },
  ])('of $size pictures agree however many branches share them', async ({ size, spec }) => {
    const models = [1, 2, 3].map(branches => freshModel(spec, adam, branches))
    const results = (await Promise.all(models)).map(model =>
      model.train(asFed(batches.slice(0, 4 * size), adam, size)),
    )

    for (const other of results.slice(1)) {
      expect(other.correct).toEqual(results[0]!.correct)
      other.losses.forEach((loss, step) => {
        expect(loss).toBeCloseTo(results[0]!.losses[step]!, 4)
      })
    }
  })
})

describe.each(lenets)('%s', id => {
  const { spec } = presets[id]

  it('learns eight pictures by heart', async () => {
    const model = await freshModel(spec)
    const eight = Int32Array.from({ length: 400 * 8 }, (_, place) => place % 8)

    const { correct } = model.train(asFed(eight, adam, 8))

    expect(correct.at(-1)).toBe(8)
  })

  it('starts from the same weights for the same seed, and from others for another', async () => {
    const model = await openModel({ spec, classes: 10, branches: 1 })
    const draw = (seed: number) => {
      model.init(seed)
      return model.read()
    }
    const [first, again, other] = [draw(1), draw(1), draw(2 ** 32 + 1)]

    expect(again).toEqual(first)
    const kernel = `${spec.layers[0]!.name}/kernel`
    expect(other.get(kernel)).not.toEqual(first.get(kernel))
  })
})

describe('kernels that LeNet-5 leaves out', () => {
  it('stay zero while the others learn', async () => {
    const model = await freshModel(presets['lenet-5'].spec)
    model.train(asFed(batches))
    const { shape, values } = model.read().get('conv2/kernel')!

    expect(shape).toEqual([5, 5, 6, 16])
    expect(values.filter(value => value !== 0)).toHaveLength(1516 - 16)
  })
})

describe('a convolution', () => {
  const layer = presets['lenet-modern'].spec.layers[0]!
  if (layer.kind !== 'conv2d') throw new Error('a convolution comes first')
  const output = presets['lenet-modern'].spec.layers.at(-1)!
  const square = (side: number) => ({ height: side, width: side })

  it.each([
    { kernel: square(5), stride: square(1), padding: square(2) },
    { kernel: square(4), stride: square(2), padding: square(1) },
    { kernel: square(3), stride: square(2), padding: square(1) },
    { kernel: { height: 3, width: 5 }, stride: { height: 1, width: 3 }, padding: { height: 0, width: 1 } },
  ])('of kernel $kernel, stride $stride and padding $padding is that of eager TensorFlow.js', async sizes => {
    const spec = { ...presets['lenet-modern'].spec, layers: [{ ...layer, ...sizes }, output] }
    const model = await openModel({ spec, classes: 10, branches: 2 })
    model.init(1)
    const { pictures: bytes } = barPictures(pictures, 5)

    const found = model.predict(bytes, 5)

    const tf = loadTensorFlow()
    const network = eagerNetwork(tf, spec, 10, model.read())
    const all = tf.tensor4d(Int32Array.from(bytes), [5, 32, 32, 1], 'int32')
    const expected = network.logits(all).softmax().dataSync()
    found.forEach((value, place) => {
      expect(value).toBeCloseTo(expected[place]!, 5)
    })
  })
})

describe('a data set on disk', () => {
  it('of pictures of another shape than the network reads is refused', async () => {
    const stored = await storePictures({ ...pictures, train: 2 })
    const found = await openDataset(stored, { height: 28, width: 28, channels: 1 })

    expect(found).toMatchObject({
      ok: false,
      problem: { code: 'network.data-mismatch', params: { needed: '28 × 28 × 1', found: '32 × 32 × 1' } },
    })
  })
})

function eagerOptimizer(tf: ReturnType<typeof loadTensorFlow>, settings: OptimizerSettings) {
  if (settings.kind === 'sgd') return tf.train.sgd(settings.learningRate)
  if (settings.kind === 'momentum') return tf.train.momentum(settings.learningRate, settings.momentum)
  return tf.train.adam(settings.learningRate)
}

describe('weights that are written', () => {
  it('are copied, wherever they lie in memory', async () => {
    const model = await freshModel(presets['lenet-modern'].spec)
    const first = model.read()
    for (const offset of [0, 16, 32, 48]) {
      const given = [...first].map(([name, { shape, values }]) => {
        const place = new Float32Array(new ArrayBuffer(4 * values.length + offset), offset, values.length)
        place.set(values)
        return [name, { shape, values: place }] as const
      })
      model.write(new Map(given))
      for (const [, { values }] of given) values.fill(7)

      expect(model.read()).toEqual(first)
    }
  })
})
