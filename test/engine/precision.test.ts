import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Model, openModel } from '../../src-main/engine/worker/model.ts'
import { openDataset } from '../../src-main/engine/worker/stored-dataset.ts'
import { type PresetId, presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { Precision } from '../../src-main/shared/training-settings.ts'
import { storePictures } from './stored-pictures.ts'

const learningRate = 0.001
const batch = 16
const steps = 12

async function freshModel(id: PresetId, precision: Precision): Promise<Model> {
  const { spec } = presets[id]
  const shape = { height: spec.input.height, width: spec.input.width, channels: spec.input.channels }
  const stored = await storePictures({ shape, classes: 4, train: 64, validation: 0, test: 0, seed: 2 })
  const dataset = await openDataset(stored, shape)
  if (!dataset.ok) throw new Error(dataset.problem.code)
  const optimizer = { kind: 'adam', learningRate } as const
  const model = await openModel({ spec, classes: 4, optimizer, precision, branches: 2 })
  model.init(6)
  model.load(dataset.value)
  return model
}

const fed = {
  indices: Int32Array.from({ length: steps * batch }, (_, place) => (place * 37) % 64),
  rates: new Float32Array(steps).fill(learningRate),
  seed: 1,
  first: 0,
}

/** Elsewhere TensorFlow has no kernels for it, or slow ones. */
const processorHasIt =
  process.platform === 'linux' && /avx512_bf16|amx_bf16/.test(readFileSync('/proc/cpuinfo', 'utf8'))

describe.runIf(processorHasIt).each(['lenet-modern', 'alexnet-small'] as const)('%s in bfloat16', id => {
  it('starts from the same float32 weights and learns as in float32', async () => {
    const [exact, rounded] = await Promise.all([freshModel(id, 'float32'), freshModel(id, 'bfloat16')])
    expect(rounded.read()).toEqual(exact.read())

    const [expected, found] = [exact.train(fed), rounded.train(fed)]

    // Later small differences have grown.
    for (const [step, loss] of found.losses.subarray(0, 4).entries()) {
      expect(Math.abs(loss - expected.losses[step]!)).toBeLessThan(0.05 * expected.losses[0]!)
    }
    expect(found.losses.at(-1)).toBeLessThan(0.9 * found.losses[0]!)
    const kernel = rounded.read().get('conv1/kernel')!.values
    expect(kernel.some(value => new Uint32Array(Float32Array.of(value).buffer)[0]! & 0xffff)).toBe(true)
  })
})
