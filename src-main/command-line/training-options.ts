import { optimizerOfKind } from '../shared/optimizer-of-kind.ts'
import { trainingLimits as limits } from '../shared/training-limits.ts'
import type { OptimizerSettings, Schedule, TrainingSettings } from '../shared/training-settings.ts'
import { augmentationOption } from './augmentation-option.ts'
import { choiceOption, numberOption, UsageError } from './parse-values.ts'
import type { Values } from './verb.ts'

const text = { type: 'string' } as const

export const trainingOptions = {
  epochs: text,
  batch: text,
  optimizer: text,
  lr: text,
  momentum: text,
  nesterov: { type: 'boolean' },
  'weight-decay': text,
  schedule: text,
  'schedule-every': text,
  'schedule-patience': text,
  'schedule-factor': text,
  'warm-up': text,
  'clip-norm': text,
  'early-stopping': text,
  augment: text,
  precision: text,
  device: text,
  seed: text,
} as const

export const trainingUsage = [
  '[--epochs 10] [--batch 128] [--optimizer sgd|momentum|adam] [--lr 0.001] [--momentum 0.9] [--nesterov] [--weight-decay 0.0005]',
  '[--schedule constant|step|cosine|plateau] [--schedule-every 10] [--schedule-patience 3] [--schedule-factor 0.1] [--warm-up EPOCHS]',
  '[--clip-norm 1] [--early-stopping EPOCHS] [--augment none|mirror,shift=0.06,rotation=10,zoom=0.1,brightness=0.1,contrast=0.2,pca=0.1]',
  '[--precision float32|bfloat16] [--device NAME] [--seed 42]',
].join('\n    ')

/** The settings that a command line asks for; what it leaves unsaid is as in `defaults`. */
export function settingsFrom(values: Values, defaults: TrainingSettings): TrainingSettings {
  const number = <T>(option: string, name: keyof typeof limits, fallback: T) =>
    numberOption(option, values[option], fallback, limits[name])
  const schedule = scheduleFrom(values, defaults.schedule)
  const warmUpEpochs = number('warm-up', 'warmUpEpochs', defaults.warmUpEpochs)
  const clipNorm = number('clip-norm', 'clipNorm', defaults.clipNorm)
  const earlyStopping = number('early-stopping', 'earlyStopping', defaults.earlyStopping)
  const augmentation = augmentationOption(values['augment'], defaults.augmentation)
  const precision = choiceOption(
    'precision',
    values['precision'],
    ['float32', 'bfloat16'],
    defaults.precision,
  )
  const device = values['device'] ?? defaults.device
  return {
    epochs: number('epochs', 'epochs', defaults.epochs),
    batchSize: number('batch', 'batchSize', defaults.batchSize),
    optimizer: optimizerFrom(values, defaults.optimizer),
    seed: number('seed', 'seed', defaults.seed),
    ...(schedule && { schedule }),
    ...(warmUpEpochs && { warmUpEpochs }),
    ...(clipNorm !== undefined && { clipNorm }),
    ...(earlyStopping !== undefined && { earlyStopping }),
    ...(augmentation && { augmentation }),
    ...(precision && { precision }),
    ...(device !== undefined && { device }),
  }
}

function optimizerFrom(values: Values, defaults: OptimizerSettings): OptimizerSettings {
  const kind = choiceOption('optimizer', values['optimizer'], ['sgd', 'momentum', 'adam'], defaults.kind)
  const own = optimizerOfKind(kind, defaults)
  const learningRate = numberOption('lr', values['lr'], own.learningRate, limits.learningRate)
  const decay = numberOption('weight-decay', values['weight-decay'], own.weightDecay ?? 0, limits.weightDecay)
  const common = { learningRate, ...(decay > 0 && { weightDecay: decay }) }
  if (own.kind !== 'momentum') {
    const alone = (['momentum', 'nesterov'] as const).find(name => values[name] !== undefined)
    if (alone) throw new UsageError(cli => cli.optionAlone({ name: alone, with: '--optimizer momentum' }))
    return { kind: own.kind, ...common }
  }
  const nesterov = values['nesterov'] !== undefined || own.nesterov === true
  return {
    kind: own.kind,
    ...common,
    momentum: numberOption('momentum', values['momentum'], own.momentum, limits.momentum),
    ...(nesterov && { nesterov }),
  }
}

function scheduleFrom(values: Values, defaults: Schedule | undefined): Schedule | undefined {
  const fallback = defaults?.kind ?? 'constant'
  const kind = choiceOption(
    'schedule',
    values['schedule'],
    ['constant', 'step', 'cosine', 'plateau'],
    fallback,
  )
  const goesWith = {
    'schedule-every': ['step'],
    'schedule-patience': ['plateau'],
    'schedule-factor': ['step', 'plateau'],
  }
  for (const [name, kinds] of Object.entries(goesWith)) {
    if (values[name] === undefined || kinds.includes(kind)) continue
    throw new UsageError(cli =>
      cli.optionAlone({ name, with: kinds.map(kind => `--schedule ${kind}`).join(', ') }),
    )
  }
  const own = defaults?.kind === kind ? defaults : undefined
  const factor = () =>
    numberOption(
      'schedule-factor',
      values['schedule-factor'],
      own && 'factor' in own ? own.factor : 0.1,
      limits.factor,
    )
  switch (kind) {
    case 'step': {
      const usual = own?.kind === 'step' ? own.every : 10
      return {
        kind,
        every: numberOption('schedule-every', values['schedule-every'], usual, limits.every),
        factor: factor(),
      }
    }
    case 'plateau': {
      const usual = own?.kind === 'plateau' ? own.patience : 3
      const patience = numberOption('schedule-patience', values['schedule-patience'], usual, limits.patience)
      return { kind, patience, factor: factor() }
    }
    case 'cosine':
      return { kind }
    case 'constant':
      return undefined
  }
}
