import { describe, expect, it } from 'vitest'
import { messagesFor } from '../../src-main/shared/messages/messages.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'
import { moreText } from './settings-text.ts'

const plain: TrainingSettings = {
  epochs: 2,
  batchSize: 8,
  optimizer: { kind: 'adam', learningRate: 0.001 },
  seed: 1,
}

describe('the line beside the settings that are folded away', () => {
  it('is not there where nothing holds', () => {
    expect(moreText(messagesFor('en'), plain)).toBeUndefined()
    expect(
      moreText(messagesFor('en'), { ...plain, augmentation: {}, schedule: { kind: 'constant' } }),
    ).toBeUndefined()
  })

  it('names all that holds, in the reader’s language', () => {
    const settings: TrainingSettings = {
      ...plain,
      optimizer: { kind: 'momentum', learningRate: 0.01, momentum: 0.9, weightDecay: 0.0005 },
      schedule: { kind: 'plateau', patience: 3, factor: 0.1 },
      warmUpEpochs: 1,
      augmentation: { mirror: true, shift: 0.06 },
    }
    expect(moreText(messagesFor('en'), settings)).toBe(
      'momentum 0.9 · weight decay 0.0005 · rate on plateaus · warm-up of 1 epoch · changed pictures: mirror, shift',
    )
    expect(moreText(messagesFor('zh-CN'), settings)).toBe(
      '动量 0.9 · 权重衰减 0.0005 · 学习率停滞时下降 · 预热 1 轮 · 增强：镜像、平移',
    )
  })
})
