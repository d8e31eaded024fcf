import { describe, expect, it } from 'vitest'
import { forecastMemory } from './memory.ts'
import { presetIds, presets } from './presets/index.ts'
import type { Shape } from './spec.ts'
import { summarize } from './summary.ts'

const momentum = { kind: 'momentum', learningRate: 0.01, momentum: 0.9 } as const
const adam = { kind: 'adam', learningRate: 0.001 } as const
const volume = ({ height, width, channels }: Shape) => height * width * channels
const forecast = (id: (typeof presetIds)[number], batchSize: number, branches = 2) =>
  forecastMemory(presets[id].spec, 10, { settings: { batchSize, optimizer: momentum }, branches })

/**
 * Peak of a fresh worker over an idle one's, in MB, in float32 and in bfloat16: ten steps, the validation's scoring and a checkpoint's copy (Linux, TensorFlow
 * 2.21, two branches; where one configuration was measured several times, the mean).
 */
const measured: readonly [
  id: (typeof presetIds)[number],
  batch: number,
  float32: number,
  bfloat16: number,
][] = [
  ['lenet-article', 128, 148, 155],
  ['lenet-5', 128, 178, 185],
  ['lenet-modern', 128, 144, 153],
  ['alexnet-article', 32, 1088, 960],
  ['alexnet', 32, 2023, 2215],
  ['alexnet', 128, 3323, 2960],
  ['alexnet-one-tower', 32, 2205, 2002],
  ['alexnet-small', 64, 386, 389],
  ['vgg-11', 8, 3614, 3592],
  ['vgg-13', 8, 3758, 3637],
  ['vgg-16', 4, 3751, 3511],
  ['vgg-19', 4, 3851, 3724],
  ['vgg-small', 64, 492, 445],
]

describe('the memory forecast', () => {
  it.each(measured)(
    'of %s in batches of %i is within 15 %% of what was measured',
    (id, batchSize, ...peaks) => {
      const settings = { batchSize, optimizer: id.startsWith('lenet') ? adam : momentum }
      const dataBytes = 2 * batchSize * volume(presets[id].spec.input)
      for (const [place, precision] of (['float32', 'bfloat16'] as const).entries()) {
        const options = { settings: { ...settings, precision }, branches: 2, dataBytes }
        const { total } = forecastMemory(presets[id].spec, 10, options)
        const share = total / 2 ** 20 / peaks[place]!
        expect({ precision, share, isClose: Math.abs(share - 1) < 0.15 }).toMatchObject({ isClose: true })
      }
    },
  )

  it('counts, in bfloat16, half of the values that are kept, and a copy of the weights beside the float32 ones', () => {
    // In one part nothing is computed by tiles, which are float32.
    const of = (precision: 'float32' | 'bfloat16') =>
      forecastMemory(presets['vgg-16'].spec, 10, {
        settings: { batchSize: 64, optimizer: momentum, precision },
        branches: 1,
      })
    const [whole, half] = [of('float32'), of('bfloat16')]
    expect(half.weights).toBe(1.5 * whole.weights)
    expect([half.gradients, half.optimizer]).toEqual([whole.gradients, whole.optimizer])
    expect(half.activations / whole.activations).toBeCloseTo(0.5, 1)
    expect(half.total).toBeLessThan(whole.total)
  })

  it.each(presetIds)('of %s grows with the batch by the same amount a picture', id => {
    const [two, four, six] = [2, 4, 6].map(batch => forecast(id, batch).activations)
    expect(four! - two!).toBeGreaterThan(0)
    expect(six! - four!).toBeCloseTo(four! - two!)
  })

  it.each(presetIds)('of %s holds the weights, their gradients and what the optimizer keeps', id => {
    const { weights, gradients, optimizer } = forecast(id, 8, 1)
    const bytes = 4 * summarize(presets[id].spec, 10).parameters
    expect({ weights, optimizer }).toEqual({ weights: bytes, optimizer: bytes })
    expect(gradients).toBeGreaterThanOrEqual(bytes)
    // In several parts kernels may have tiles beside them.
    expect(forecast(id, 8, 2).weights).toBeGreaterThanOrEqual(bytes)
  })

  it('is the sum of its parts, and counts the pictures beside the graph', () => {
    const { total, ...parts } = forecast('vgg-small', 8)
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total)
    const settings = { batchSize: 8, optimizer: momentum }
    const withData = forecastMemory(presets['vgg-small'].spec, 10, { settings, branches: 2, dataBytes: 1e9 })
    expect(withData.data).toBeGreaterThanOrEqual(1e9)
    expect(withData.total).toBeGreaterThan(total)
  })
})
