import { describe, expect, it } from 'vitest'
import { presets } from './architecture/presets/index.ts'
import { defaultTraining } from './training-defaults.ts'

const { spec } = presets['lenet-modern']

describe('default settings', () => {
  it('are the preset’s for thousands of pictures', () => {
    expect(defaultTraining(spec, 7000)).toEqual({ epochs: 10, seed: 42, ...presets['lenet-modern'].training })
    expect(defaultTraining(spec, 54_000)).toMatchObject({ epochs: 10, batchSize: 128 })
  })

  it('take hundreds of steps from a hundred pictures too', () => {
    expect(defaultTraining(spec, 121)).toMatchObject({ epochs: 32, batchSize: 8 })
    expect(defaultTraining(spec, 600)).toMatchObject({ epochs: 14, batchSize: 16 })
  })

  it('stay within bounds for a handful', () => {
    expect(defaultTraining(spec, 2)).toMatchObject({ epochs: 100, batchSize: 8 })
    expect(defaultTraining(spec, 0)).toMatchObject({ epochs: 100, batchSize: 8 })
  })
})
