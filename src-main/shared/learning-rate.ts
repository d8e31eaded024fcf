import { assertNever } from './assert-never.ts'
import type { Schedule, TrainingSettings } from './training-settings.ts'

/** Where in a run a step lies. */
export interface Place {
  /** Epochs that are over when the step begins and when it ends, with the fraction of the present one. */
  readonly from: number
  readonly to: number
  /** How often the plateau schedule has lowered the rate so far. */
  readonly drops: number
}

/**
 * The learning rate of one step. It follows from the settings and the step's place alone, so a resumed run goes on with the rates of the uninterrupted
 * one. With the cosine schedule it depends on how many epochs there are in all: a run that is resumed for more of them goes on along the longer
 * curve.
 */
export function learningRateAt(
  settings: Pick<TrainingSettings, 'epochs' | 'optimizer' | 'schedule' | 'warmUpEpochs'>,
  place: Place,
): number {
  const { epochs, optimizer, schedule = { kind: 'constant' }, warmUpEpochs = 0 } = settings
  // Linear, and whole at the end of the warm-up (Goyal et al. 2017, section 2.2).
  const warmth = place.to < warmUpEpochs ? place.to / warmUpEpochs : 1
  return optimizer.learningRate * warmth * factorOf(schedule, place, { warmUpEpochs, epochs })
}

function factorOf(
  schedule: Schedule,
  { from, drops }: Place,
  { warmUpEpochs, epochs }: { warmUpEpochs: number; epochs: number },
): number {
  switch (schedule.kind) {
    case 'constant':
      return 1
    case 'step':
      return schedule.factor ** Math.floor(from / schedule.every)
    case 'cosine': {
      // Begins where the warm-up ends.
      const share = Math.max(0, from - warmUpEpochs) / (epochs - warmUpEpochs)
      return from <= warmUpEpochs ? 1 : (1 + Math.cos(Math.PI * share)) / 2
    }
    case 'plateau':
      return schedule.factor ** drops
    default:
      return assertNever(schedule)
  }
}
