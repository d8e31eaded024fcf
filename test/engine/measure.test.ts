import { describe, expect, it } from 'vitest'
import { measure } from '../../src-main/engine/worker/measure.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'

const { spec, training } = presets['lenet-modern']

describe('a measurement', () => {
  it('finds what a step and a scored picture take, with every change of the pictures', async () => {
    const augmentation = { mirror: true, shift: 0.1, pcaColor: 0.1 }
    const settings = { ...training, augmentation, batchSize: 16, epochs: 1, seed: 1 }
    const colour = { ...spec, input: { ...spec.input, channels: 3 } }
    const found = await measure({ spec: colour, classes: 10, settings }, 2)
    expect(found.secondsPerStep).toBeGreaterThan(0)
    expect(found.processorSecondsPerStep).toBeGreaterThan(0)
    // Forward alone takes less than forward and backward.
    expect(16 * found.secondsPerScoredPicture).toBeLessThan(5 * found.secondsPerStep)
  })
})
