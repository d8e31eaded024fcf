import type { EngineRequests } from '../../shared/contract/engine.ts'
import { failure, type Problem, problem, type Result, success } from '../../shared/result.ts'
import { type Conditions, changedCondition, conditionsOf } from './conditions.ts'
import { EngineError } from './engine-error.ts'
import { openFeed, type PictureFeed } from './feed/picture-feed.ts'
import type { Model } from './model.ts'
import { noProgress } from './progress.ts'
import { type End, type FitOptions, RunningFit, type Start } from './running-fit.ts'
import { setBackBest } from './set-back-best.ts'
import { openDataset } from './stored-dataset.ts'
import { type Found, findCheckpoint, hasCheckpoint, restore } from './stored-weights.ts'
import { openTrainingModel } from './training-model.ts'

type Params = EngineRequests['train']['params']
type Options = FitOptions & { readonly branches: number }

/** Trains a run to its end, and tells it in events; the last of them is always `end`, which is also the answer. Throws after a bug. */
export async function fitNetwork(params: Params, options: Options): Promise<End> {
  try {
    const end = await openAndTrain(params, options)
    options.emit(end)
    return end
  } catch (error) {
    if (error instanceof EngineError) {
      const end = failed(error.problem)
      options.emit(end)
      return end
    }
    options.emit(failed(problem('engine.failed', { reason: String(error) })))
    throw error
  }
}

async function openAndTrain(params: Params, options: Options): Promise<End> {
  const { run, settings, resume } = params
  const dataset = await openDataset(params.dataset, run.spec.input)
  if (!dataset.ok) return failed(dataset.problem)
  const { split, fingerprint } = dataset.value
  if (split.train.length === 0) return failed(problem('training.no-pictures', { split: 'train' }))
  const conditions = conditionsOf(settings, fingerprint, options.branches)
  const goesOn = resume && hasCheckpoint(run.folder, 'last')
  const stored = goesOn ? await findCheckpointUnder(conditions, split.train.length, params) : success(null)
  if (!stored.ok) return failed(stored.problem)
  const { warning, progress } = stored.value ?? {}
  if (warning) options.emit({ type: 'warning', problem: warning, step: progress?.step ?? 0 })
  const { branches } = stored.value?.conditions ?? conditions
  const classes = run.classNames.length
  const model = await openTrainingModel(run.spec, classes, settings, { dataset: dataset.value, branches })
  let feed: PictureFeed | undefined
  try {
    const start = stored.value ? restore(model, stored.value) : begin(model, conditions)
    if (!start.ok) return failed(start.problem)
    const kept = stored.value ? await setBackBest(run.folder, start.value) : { best: null }
    if (kept.warning)
      options.emit({ type: 'warning', problem: kept.warning, step: start.value.progress.step })
    feed = openFeed(model, dataset.value, run.spec.input, options.feed)
    return await new RunningFit(
      params,
      options,
      { model, feed, dataset: dataset.value },
      { ...start.value, best: kept.best },
    ).toTheEnd()
  } finally {
    await feed?.close()
    model.close()
  }
}

const failed = (found: Problem): End => ({
  type: 'end',
  reason: 'failed',
  best: null,
  final: null,
  problem: found,
})

function begin(model: Model, conditions: Conditions): Result<Start> {
  model.init(conditions.seed)
  return success({ conditions, progress: noProgress, best: null })
}

/**
 * The checkpoint to go on from. Its conditions must be as they are now, but for the number of branches, which is taken over from it, and
 * the batch, which may have been larger before memory ran out: then its steps are counted as those of the smaller batch.
 */
async function findCheckpointUnder(
  now: Conditions,
  pictures: number,
  { run, earlierBatchSizes = [] }: Params,
): Promise<Result<Found>> {
  const stored = await findCheckpoint(run.folder, 'last')
  if (!stored.ok) return stored
  const { batchSize } = now
  const then = stored.value.conditions.batchSize
  const wasLarger = then > batchSize && earlierBatchSizes.includes(then)
  const found = wasLarger ? inBatchesOf(batchSize, pictures, stored.value) : stored.value
  const changed = changedCondition(found.conditions, now)
  return changed
    ? failure('training.checkpoint-invalid', { path: found.path, found: changed })
    : success(found)
}

function inBatchesOf(batchSize: number, pictures: number, found: Found): Found {
  const { progress, conditions } = found
  const step = progress.epoch * Math.ceil(pictures / batchSize) + Math.ceil(progress.pictures / batchSize)
  return { ...found, progress: { ...progress, step }, conditions: { ...conditions, batchSize } }
}
