import type { EngineRequests } from '../../shared/contract/engine.ts'
import { failure, type Problem, problem, type Result, success } from '../../shared/result.ts'
import { type Checkpoint, type Conditions, checkpointFile, readCheckpoint, restore } from './checkpoint.ts'
import { EngineError } from './engine-error.ts'
import { type Model, openModel } from './model.ts'
import { noProgress } from './progress.ts'
import { type End, type FitOptions, RunningFit, type Start } from './running-fit.ts'
import { openDataset } from './stored-dataset.ts'

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
  const { seed, batchSize, optimizer } = settings
  const conditions = { seed, batchSize, optimizer, data: fingerprint, branches: options.branches }
  const last = checkpointFile(run.folder, 'last')
  const stored = resume ? await readCheckpointUnder(conditions, last) : success(null)
  if (!stored.ok) return failed(stored.problem)
  const { branches } = stored.value?.conditions ?? conditions
  const model = await openModel({ spec: run.spec, classes: run.classNames.length, optimizer, branches })
  try {
    const start = stored.value ? restore(model, last, stored.value) : begin(model, conditions)
    if (!start.ok) return failed(start.problem)
    model.load(dataset.value)
    return await new RunningFit(params, options, model, dataset.value, start.value).toTheEnd()
  } finally {
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

/** Reads a checkpoint whose conditions are as they are now, but for the number of branches, which is taken over from it. */
async function readCheckpointUnder(now: Conditions, path: string): Promise<Result<Checkpoint>> {
  const stored = await readCheckpoint(path)
  if (!stored.ok) return stored
  const { conditions } = stored.value
  for (const name of ['seed', 'batchSize', 'optimizer', 'data'] as const) {
    const [then, here] = [JSON.stringify(conditions[name]), JSON.stringify(now[name])]
    if (then !== here) {
      return failure('training.checkpoint-invalid', { path, found: `${name} ${then} ≠ ${here}` })
    }
  }
  return stored
}
