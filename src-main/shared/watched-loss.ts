import type { Schedule } from './training-settings.ts'

/**
 * How the loss has come along that the plateau schedule and early stopping watch: the validation loss, or the training loss where there are no
 * validation pictures. Part of a checkpoint.
 */
export interface WatchedLoss {
  /** Null before the first epoch is over. */
  readonly lowest: number | null
  /** Epochs since it was lowest. */
  readonly epochsSince: number
  /** Epochs since it was lowest or the rate was lowered. */
  readonly epochsWaited: number
  /** How often the rate was lowered. */
  readonly drops: number
}

export const unwatched: WatchedLoss = { lowest: null, epochsSince: 0, epochsWaited: 0, drops: 0 }

/** A loss that creeps down by less than this share of itself stands still, as in PyTorch's ReduceLROnPlateau. */
const leastProgress = 1e-4

/** After an epoch that ended with `loss`. */
export function watchLoss(before: WatchedLoss, loss: number, schedule: Schedule | undefined): WatchedLoss {
  if (before.lowest === null || loss < before.lowest * (1 - leastProgress)) {
    return { ...before, lowest: loss, epochsSince: 0, epochsWaited: 0 }
  }
  const after = {
    ...before,
    epochsSince: before.epochsSince + 1,
    epochsWaited: before.epochsWaited + 1,
  }
  const isPlateau = schedule?.kind === 'plateau' && after.epochsWaited >= schedule.patience
  return isPlateau ? { ...after, epochsWaited: 0, drops: after.drops + 1 } : after
}
