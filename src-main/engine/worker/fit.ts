import type { EngineRequests } from '../../shared/contract/engine.ts'
import { failure, type Problem, problem } from '../../shared/result.ts'
import { checkpointFile, readCheckpoint } from './checkpoint.ts'
import { type Model, openModel } from './model.ts'
import { type End, type FitOptions, noProgress, RunningFit } from './running-fit.ts'
import { TensorFlowError } from './session.ts'
import { openDataset } from './stored-dataset.ts'

type Params = EngineRequests['train']['params']

/** Trains a run to its end, and tells it in events; the last of them, `end`, is also the answer. */
export async function fitNetwork(params: Params, options: FitOptions): Promise<End> {
  const end = await tryToFit(params, options)
  options.emit(end)
  return end
}

async function tryToFit(params: Params, options: FitOptions): Promise<End> {
  const { run, settings } = params
  const failed = (found: Problem): End => ({
    type: 'end',
    reason: 'failed',
    best: null,
    final: null,
    problem: found,
  })
  const dataset = await openDataset(params.dataset, run.spec.input)
  if (!dataset.ok) return failed(dataset.problem)
  if (dataset.value.split.train.length === 0)
    return failed(problem('training.no-pictures', { split: 'train' }))
  const classes = run.classNames.length
  const { optimizer } = settings
  const model = await openModel({ spec: run.spec, classes, optimizer, branches: options.branches })
  try {
    const progress = await begin(model, params)
    if (!progress.ok) return failed(progress.problem)
    model.load(dataset.value)
    return await new RunningFit(params, options, model, dataset.value, progress.value).toTheEnd()
  } catch (error) {
    if (error instanceof TensorFlowError) return failed(problem('engine.failed', { reason: error.message }))
    throw error
  } finally {
    model.close()
  }
}

/** Fresh weights, or those of the last checkpoint. */
async function begin(model: Model, { run, settings, resume }: Params) {
  if (!resume) {
    model.init(settings.seed)
    return { ok: true, value: noProgress } as const
  }
  const path = checkpointFile(run.folder, 'last')
  const stored = await readCheckpoint(path, model.variables)
  if (!stored.ok) return stored
  if (stored.value.seed !== settings.seed) {
    return failure('training.checkpoint-invalid', { path, found: `seed ${stored.value.seed}` })
  }
  model.write(stored.value.tensors)
  return { ok: true, value: stored.value.progress } as const
}
