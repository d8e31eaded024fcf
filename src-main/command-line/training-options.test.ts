import { describe, expect, it } from 'vitest'
import { presets } from '../shared/architecture/presets/index.ts'
import { zh } from '../shared/messages/zh.ts'
import { defaultTraining } from '../shared/training-defaults.ts'
import { settingsSchema } from '../training/settings-schema.ts'
import { UsageError } from './parse-values.ts'
import { settingsFrom } from './training-options.ts'

const lenet = defaultTraining(presets['lenet-modern'].spec, 10_000)
const alexnet = defaultTraining(presets.alexnet.spec, 10_000)

const complaint = (values: Record<string, string>, defaults = lenet): string => {
  try {
    settingsFrom(values, defaults)
  } catch (error) {
    if (error instanceof UsageError) return error.say(zh.cli)
    throw error
  }
  return 'no complaint'
}

describe('the settings of a command line', () => {
  it('are the network’s own where nothing is said', () => {
    expect(settingsFrom({}, lenet)).toEqual(lenet)
    expect(settingsFrom({}, alexnet)).toEqual(alexnet)
  })

  it('are what is said, all of them', () => {
    const values = {
      epochs: '3',
      batch: '8',
      optimizer: 'momentum',
      lr: '0.02',
      momentum: '0.8',
      nesterov: 'true',
      'weight-decay': '0.001',
      schedule: 'step',
      'schedule-every': '2',
      'schedule-factor': '0.5',
      'warm-up': '0.5',
      'clip-norm': '2',
      'early-stopping': '4',
      augment: 'mirror, shift=0.1,rotation',
      precision: 'bfloat16',
      device: 'GPU:0',
      seed: '7',
    }
    const settings = settingsFrom(values, lenet)
    expect(settings).toEqual({
      epochs: 3,
      batchSize: 8,
      optimizer: {
        kind: 'momentum',
        learningRate: 0.02,
        momentum: 0.8,
        nesterov: true,
        weightDecay: 0.001,
      },
      schedule: { kind: 'step', every: 2, factor: 0.5 },
      warmUpEpochs: 0.5,
      clipNorm: 2,
      earlyStopping: 4,
      augmentation: { mirror: true, shift: 0.1, rotation: 10 },
      precision: 'bfloat16',
      device: 'GPU:0',
      seed: 7,
    })
    expect(settingsSchema.parse(settings)).toEqual(settings)
  })

  it('drop what the network has by itself where that is said', () => {
    const settings = settingsFrom({ schedule: 'constant', augment: 'none', 'weight-decay': '0' }, alexnet)
    expect(settings.schedule).toBeUndefined()
    expect(settings.augmentation).toBeUndefined()
    expect(settings.optimizer).toEqual({ kind: 'momentum', learningRate: 0.01, momentum: 0.9 })
  })

  it('keep what goes with the network’s own schedule and optimizer', () => {
    expect(settingsFrom({ 'schedule-factor': '0.5' }, alexnet).schedule).toMatchObject({ factor: 0.5 })
    expect(settingsFrom({ lr: '0.5' }, alexnet).optimizer).toMatchObject({
      weightDecay: 0.0005,
      momentum: 0.9,
    })
  })

  it('that do not go together are refused in the reader’s language', () => {
    expect(complaint({ nesterov: 'true' })).toBe('--nesterov 须与 --optimizer momentum 一起使用。')
    expect(complaint({ 'schedule-every': '3' }, alexnet)).toBe(
      '--schedule-every 须与 --schedule step 一起使用。',
    )
    expect(complaint({ augment: 'flip' })).toContain('mirror, shift, rotation')
    expect(complaint({ augment: 'shift=2' })).toContain('--augment shift')
    expect(complaint({ 'clip-norm': '0' })).toContain('--clip-norm')
  })
})
