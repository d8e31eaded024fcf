import { stat } from 'node:fs/promises'
import type { EngineRequests } from '../../shared/contract/engine.ts'
import { type Problem, type Result, success } from '../../shared/result.ts'
import { checkpointFile } from './checkpoint-files.ts'
import { turnEventLoop } from './event-loop.ts'
import { volume } from './graph/lower/lowering.ts'
import { type Model, openModel } from './model.ts'
import { findCheckpoint, restore } from './stored-weights.ts'

type Params = EngineRequests['predict']['params']
type Answer = Result<EngineRequests['predict']['result']>

interface Kept {
  readonly network: string
  readonly model: Model
  /** The checkpoint whose weights it has; undefined: none yet. */
  weights: string | undefined
  /** They are those of another one than was asked for. */
  warning: Problem | undefined
}

/** Not worth splitting: a network of one branch opens sooner, and is as fast for them. */
const fewPictures = 8

/** Predicts with runs' checkpoints. Keeps the network last used, and its weights as long as their checkpoint stays the same. */
export function createPredictor(branches: number) {
  /** One for few pictures and one for many: by the number of branches. */
  const kept = new Map<number, Kept>()
  let turn: Promise<unknown> = Promise.resolve()

  return {
    /** `probabilities`: count x classes, row by row. One request after the other, since they share the network kept. */
    predict(params: Params): Promise<Answer> {
      const answer = turn.then(() => predictNow(params))
      turn = answer.catch(() => undefined)
      return answer
    },
  }

  async function predictNow(params: Params): Promise<Answer> {
    const { count, pictures, run } = params
    const size = volume(run.spec.input)
    if (pictures.length !== count * size) throw new Error(`${pictures.length} bytes for ${count} pictures`)
    const network = await networkFor(params)
    const ready = await setWeights(network, params)
    if (!ready.ok) return ready
    const { model } = network
    const classes = run.classNames.length
    const probabilities = new Float32Array(count * classes)
    for (let start = 0; start < count; start += model.picturesPerCall) {
      if (start > 0) await turnEventLoop()
      const end = Math.min(start + model.picturesPerCall, count)
      const part = model.predict(pictures.subarray(start * size, end * size), end - start)
      probabilities.set(part, start * classes)
    }
    const { warning } = network
    return success({ probabilities, ...(warning && { warning }) })
  }

  async function networkFor({ count, run: { spec, classNames } }: Params): Promise<Kept> {
    const classes = classNames.length
    const network = JSON.stringify([spec, classes])
    const parts = count <= fewPictures ? 1 : branches
    const present = kept.get(parts)
    if (present?.network === network) return present
    const model = await openModel({ spec, classes, branches: parts })
    present?.model.close()
    const opened = { network, model, weights: undefined, warning: undefined }
    kept.set(parts, opened)
    return opened
  }
}

/** Compiling takes much longer than reading weights, so a run that trains on and writes new ones keeps its network. */
async function setWeights(network: Kept, { run, checkpoint }: Params): Promise<Result<null>> {
  const path = checkpointFile(run.folder, checkpoint)
  const written = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  const weights = JSON.stringify([path, written])
  if (network.weights === weights) return success(null)
  const stored = await findCheckpoint(run.folder, checkpoint)
  if (!stored.ok) return stored
  const restored = restore(network.model, stored.value)
  if (!restored.ok) return restored
  network.weights = weights
  network.warning = stored.value.warning
  return success(null)
}
