import { beforeAll, describe, expect, it } from 'vitest'
import { type Model, openModel } from '../../src-main/engine/worker/model.ts'
import { type OpenedDataset, openDataset } from '../../src-main/engine/worker/stored-dataset.ts'
import { conv, dense, dropout, lrn, pool } from '../../src-main/shared/architecture/presets/layers.ts'
import type { ArchitectureSpec, Layer } from '../../src-main/shared/architecture/spec.ts'
import { storePictures } from './stored-pictures.ts'

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

async function freshModel(layers: readonly Layer[], branches = 2): Promise<Model> {
  const optimizer = { kind: 'adam', learningRate: rate } as const
  const model = await openModel({ spec: specOf(layers), classes: 4, optimizer, branches })
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

const networks: Record<string, readonly Layer[]> = {
  'local response normalisation': [conv('conv1', 8, 5), lrn('norm1'), pool('pool1', 'max', 3, 2)],
  towers: [
    conv('conv1', 8, 5),
    pool('pool1', 'max'),
    conv('conv2', 12, 3, { groups: 2 }),
    conv('conv3', 12, 3, { groups: 2 }),
  ],
  dropout: [
    conv('conv1', 8, 5, { stride: { height: 2, width: 2 } }),
    dense('fc', 32, 'relu'),
    dropout('drop', 0.5),
  ],
  'batch normalisation': [
    conv('conv1', 8, 5, { activation: 'none' }),
    batchNorm('bn1'),
    pool('pool1', 'max'),
    dense('fc', 32, 'none'),
    batchNorm('bn2'),
  ],
  'a global average': [
    conv('conv1', 16, 5),
    pool('pool1', 'max'),
    conv('conv2', 24, 3),
    { kind: 'global-average-pool', id: 'mean', name: 'mean' },
  ],
}

describe.each(Object.entries(networks))('a network with %s', (_, layers) => {
  it('learns eight pictures by heart', async () => {
    const model = await freshModel(layers)
    const steps = 400
    const indices = Int32Array.from({ length: steps * 8 }, (_, place) => place % 8)
    model.train({ indices, rates: new Float32Array(steps).fill(rate), seed: 4, first: 0 })
    expect(model.evaluate(Int32Array.from({ length: 8 }, (_, place) => place)).correct).toBe(8)
    model.close()
  })
})
