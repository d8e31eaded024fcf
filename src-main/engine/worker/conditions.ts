import { isDeepStrictEqual } from 'node:util'
import type { TrainingSettings } from '../../shared/training-settings.ts'

/**
 * The settings that a run's numbers follow from. The number of epochs is not one of them, though a cosine schedule depends on it: a run that goes
 * on for more of them equals an uninterrupted one only under the other schedules. Nor is early stopping, which changes when a run ends and not its numbers.
 */
const settingNames = [
  'seed',
  'batchSize',
  'optimizer',
  'schedule',
  'warmUpEpochs',
  'clipNorm',
  'augmentation',
  'precision',
] as const

/** What a run's numbers follow from besides its network: it can only go on under the same. */
export type Conditions = Pick<TrainingSettings, (typeof settingNames)[number]> & {
  /** The data set's fingerprint. */
  readonly data: string
  /** Parts that a batch is split into: sums are rounded in another order with others. */
  readonly branches: number
}

export function conditionsOf(settings: TrainingSettings, data: string, branches: number): Conditions {
  const kept = settingNames.filter(name => settings[name] !== undefined)
  const own = Object.fromEntries(kept.map(name => [name, settings[name]])) as Pick<
    TrainingSettings,
    (typeof settingNames)[number]
  >
  return { ...own, data, branches }
}

/** The first condition that is another one now, with both values; the number of branches may differ, since a run keeps its own. */
export function changedCondition(then: Conditions, now: Conditions): string | undefined {
  const changed = [...settingNames, 'data' as const].find(name => !isDeepStrictEqual(then[name], now[name]))
  return changed && `${changed} ${text(then[changed])} ≠ ${text(now[changed])}`
}

const text = (value: unknown) => JSON.stringify(value) ?? '–'
