import { describe, expect, it } from 'vitest'
import type { TrainingSettings } from '../../shared/training-settings.ts'
import { changedCondition, conditionsOf } from './conditions.ts'

const settings: TrainingSettings = {
  epochs: 5,
  batchSize: 8,
  optimizer: { kind: 'momentum', learningRate: 0.1, momentum: 0.9 },
  seed: 1,
}
const difference = (part: Partial<TrainingSettings>, data = 'd') =>
  changedCondition(conditionsOf(settings, 'd', 2), conditionsOf({ ...settings, ...part }, data, 2))

describe('the conditions of a run', () => {
  it.each<Partial<TrainingSettings>>([
    { seed: 2 },
    { batchSize: 9 },
    { optimizer: { kind: 'momentum', learningRate: 0.1, momentum: 0.9, nesterov: true } },
    { optimizer: { kind: 'momentum', learningRate: 0.1, momentum: 0.9, weightDecay: 0.1 } },
    { schedule: { kind: 'cosine' } },
    { warmUpEpochs: 1 },
    { clipNorm: 1 },
    { augmentation: { mirror: true } },
    { precision: 'bfloat16' },
  ])('are others with %o', part => {
    expect(difference(part)).toContain(Object.keys(part)[0])
  })

  it('are others with other pictures, and say both', () => {
    expect(difference({}, 'e')).toBe('data "d" ≠ "e"')
    expect(difference({ clipNorm: 1 })).toBe('clipNorm – ≠ 1')
  })

  it('stay the same for more epochs, another patience, another device and another order of what is in them', () => {
    expect(difference({ epochs: 9, earlyStopping: 3, device: 'GPU:0' })).toBeUndefined()
    expect(difference({ optimizer: { momentum: 0.9, learningRate: 0.1, kind: 'momentum' } })).toBeUndefined()
  })

  it('may have another number of branches', () => {
    const [then, now] = [conditionsOf(settings, 'd', 2), conditionsOf(settings, 'd', 4)]
    expect(changedCondition(then, now)).toBeUndefined()
  })
})
