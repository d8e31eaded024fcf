import type { EngineRequests } from '../../shared/contract/engine.ts'
import { type Problem, type Result, success } from '../../shared/result.ts'
import { turnEventLoop } from './event-loop.ts'
import { volume } from './graph/lower/lowering.ts'
import { type Model, type ModelOptions, openModel } from './model.ts'
import { findCheckpoint, restore } from './stored-weights.ts'

type Explain = EngineRequests['explain']
type Activations = EngineRequests['activations']
type Weights = Activations['params']['weights']

/** Explains a run's answers. Throws where there are not as many pictures as classes. */
export async function explain(params: Explain['params']): Promise<Result<Explain['result']>> {
  const { run, checkpoint, count, pictures, classes } = params
  const size = volume(run.spec.input)
  if (pictures.length !== count * size || classes.length !== count) {
    throw new Error(`${pictures.length} bytes and ${classes.length} classes for ${count} pictures`)
  }
  const options = { spec: run.spec, classes: run.classNames.length }
  return withModel(options, { folder: run.folder, checkpoint }, async model => {
    const area = size / run.spec.input.channels
    const heat = new Float32Array(count * area)
    const probabilities = new Float32Array(count * options.classes)
    for (let start = 0; start < count; start += model.picturesPerCall) {
      if (start > 0) await turnEventLoop()
      const end = Math.min(start + model.picturesPerCall, count)
      const part = model.explain(pictures.subarray(start * size, end * size), classes.slice(start, end))
      heat.set(part.heat, start * area)
      probabilities.set(part.probabilities, start * options.classes)
    }
    return { heat, probabilities }
  })
}

/** What a network's layers do with one picture. */
export const activations = ({
  spec,
  classes,
  weights,
  picture,
}: Activations['params']): Promise<Result<Activations['result']>> =>
  withModel({ spec, classes }, weights, async model => ({
    activations: model.activations(picture),
    kernels: model.kernels(),
  }))

/** The network is there only as long: a person looks rarely, and its weights would stay beside those that train. */
async function withModel<T extends object>(
  options: Pick<ModelOptions, 'spec' | 'classes'>,
  weights: Weights,
  look: (model: Model) => Promise<T>,
): Promise<Result<T & { warning?: Problem }>> {
  const model = await openModel({ ...options, branches: 1, inspects: true })
  try {
    if ('seed' in weights) {
      model.init(weights.seed)
      return success(await look(model))
    }
    const stored = await findCheckpoint(weights.folder, weights.checkpoint)
    if (!stored.ok) return stored
    const restored = restore(model, stored.value)
    if (!restored.ok) return restored
    const { warning } = stored.value
    return success({ ...(await look(model)), ...(warning && { warning }) })
  } finally {
    model.close()
  }
}
