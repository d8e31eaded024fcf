import type { EngineRequests } from '../../shared/contract/engine.ts'
import type { WatchedLoss } from '../../shared/watched-loss.ts'
import { type Conditions, changedCondition } from './conditions.ts'
import type { Pace } from './pace.ts'
import { advance, noProgress, type Progress } from './progress.ts'
import { type Opened, StepTaker } from './step-taker.ts'
import { findCheckpoint, restore } from './stored-weights.ts'

interface Options {
  readonly params: EngineRequests['train']['params']
  readonly opened: Opened
  readonly conditions: Conditions
  /** The run began at its beginning, so it can begin there again. */
  readonly isWhole: boolean
  /** The watched loss after each epoch of this part of the run. */
  readonly watched: ReadonlyMap<number, WatchedLoss>
  readonly pace: Pace
  readonly mayGoOn: () => Promise<boolean>
}

/**
 * The layer in which a step's values first were not finite. The weights are spoilt by then, so the steps up to it are taken again from the last checkpoint,
 * or from the beginning: the same from the same weights. Undefined where that would take too long, or shows nothing.
 */
export async function findSpoiltLayer(step: number, options: Options): Promise<string | undefined> {
  const { params, opened, watched, pace, mayGoOn } = options
  const { dataset, model } = opened
  const { seed, batchSize } = params.settings
  let progress = await begin(step, options)
  if (!progress) return undefined
  const seconds = ((step - progress.step) * batchSize) / pace.imagesPerSecond
  if (seconds > secondsOfPatience) return undefined
  const taker = new StepTaker(opened, params.settings)
  while (progress.step < step - 1) {
    if (!(await mayGoOn())) return undefined
    const left: number = step - 1 - progress.step
    const next = await taker.next(progress)
    const { results, pictures } = taker.take(progress, next, wholeBatches =>
      Math.min(pace.steps(wholeBatches), left),
    )
    progress = advance(progress, results, pictures)
    if (progress.pictures >= dataset.split.train.length) {
      const epoch: number = progress.epoch + 1
      progress = {
        ...noProgress,
        step: progress.step,
        epoch,
        watched: watched.get(epoch) ?? progress.watched,
      }
    }
  }
  const next = await taker.next(progress)
  return model.diagnose({ indices: next.slice(0, batchSize), seed, first: progress.step })
}

/** A person waits to hear why the run has ended. */
const secondsOfPatience = 20

/** Puts the weights back to where the run can begin again before `step`, and answers where that is. */
async function begin(step: number, options: Options): Promise<Progress | undefined> {
  const { params, opened, conditions } = options
  const stored = await findCheckpoint(params.run.folder, 'last')
  if (stored.ok) {
    const { progress } = stored.value
    const isOfThisRun = changedCondition(stored.value.conditions, conditions) === undefined
    if (isOfThisRun && progress.step < step && restore(opened.model, stored.value).ok)
      return { ...noProgress, ...progress }
  }
  if (!options.isWhole) return undefined
  opened.model.init(conditions.seed)
  return noProgress
}
