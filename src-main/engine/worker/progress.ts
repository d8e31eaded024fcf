import type { Score } from '../../shared/contract/training.ts'
import { unwatched, type WatchedLoss } from '../../shared/watched-loss.ts'

/** How far a run is. Sums run over the pictures of the epoch that is going on. */
export interface Progress {
  readonly step: number
  /** Epochs finished. */
  readonly epoch: number
  readonly lossSum: number
  readonly correct: number
  readonly pictures: number
  readonly final: Score | null
  /** What the plateau schedule and early stopping follow from. */
  readonly watched: WatchedLoss
}

/** What a call of the graph found out. */
export interface StepResults {
  /** Each step's mean loss over its batch, in nats. */
  readonly losses: Float32Array
  /** Each step's pictures whose class was found. */
  readonly correct: Float32Array
}

/** Of a run that has not begun. */
export const noProgress: Progress = {
  step: 0,
  epoch: 0,
  lossSum: 0,
  correct: 0,
  pictures: 0,
  final: null,
  watched: unwatched,
}

/** After a call over `pictures` pictures, in batches of one size. */
export function advance(progress: Progress, { losses, correct }: StepResults, pictures: number): Progress {
  const batch = pictures / losses.length
  return {
    ...progress,
    step: progress.step + losses.length,
    // One by one, so that the sum does not depend on how many steps a call had.
    lossSum: losses.reduce((sum, loss) => sum + loss * batch, progress.lossSum),
    correct: correct.reduce((sum, count) => sum + count, progress.correct),
    pictures: progress.pictures + pictures,
  }
}
