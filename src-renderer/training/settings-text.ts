import type { Messages } from '../../src-main/shared/messages/messages.ts'
import type { Augmentation, TrainingSettings } from '../../src-main/shared/training-settings.ts'

/** How a step is made, in one line: "128 pictures a step · Adam, 0.001". */
export function stepText(t: Messages, { batchSize, optimizer }: TrainingSettings): string {
  const words = t.training.settings
  const rate = String(optimizer.learningRate)
  return [
    words.batchCount({ count: batchSize }),
    words.optimizerAt({ optimizer: words.optimizers[optimizer.kind], rate }),
  ].join(' · ')
}

/** What a training will do, in one line: "10 epochs · 128 pictures a step · Adam, 0.001". */
export const settingsText = (t: Messages, settings: TrainingSettings): string =>
  [t.training.settings.epochCount({ count: settings.epochs }), stepText(t, settings)].join(' · ')

/** What holds besides: "momentum 0.9 · weight decay 0.0005 · on plateaus · changed: mirror, shift"; undefined: nothing. */
export function moreText(t: Messages, settings: TrainingSettings): string | undefined {
  const { optimizer, schedule, warmUpEpochs, clipNorm, earlyStopping, augmentation, precision } = settings
  const words = t.training.settings
  const parts = [
    optimizer.kind === 'momentum' && words.momentumOf({ value: String(optimizer.momentum) }),
    optimizer.kind === 'momentum' && optimizer.nesterov && words.nesterov,
    optimizer.weightDecay && words.decayOf({ value: String(optimizer.weightDecay) }),
    clipNorm && words.clippedTo({ value: String(clipNorm) }),
    schedule && schedule.kind !== 'constant' && words.rateOver({ schedule: words.schedules[schedule.kind] }),
    warmUpEpochs && words.warmUpOf({ epochs: warmUpEpochs }),
    augmentation && augmentationText(t, augmentation),
    earlyStopping && words.stopsAfter({ epochs: earlyStopping }),
    precision !== 'float32' && precision,
  ].filter(part => typeof part === 'string')
  return parts.length > 0 ? parts.join(' · ') : undefined
}

function augmentationText(t: Messages, augmentation: Augmentation): string | undefined {
  const words = t.training.settings
  const kinds = augmentationKinds.filter(kind => augmentation[kind]).map(kind => words.augmentation[kind])
  return kinds.length > 0 ? words.augmented({ kinds }) : undefined
}

const augmentationKinds = [
  'mirror',
  'rotation',
  'shift',
  'zoom',
  'brightness',
  'contrast',
  'pcaColor',
] as const
