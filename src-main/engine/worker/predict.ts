import { stat } from 'node:fs/promises'
import type { EngineRequests } from '../../shared/contract/engine.ts'
import { type Result, success } from '../../shared/result.ts'
import { checkpointFile, readCheckpoint } from './checkpoint.ts'
import { turnEventLoop } from './event-loop.ts'
import { volume } from './graph/lower/lowering.ts'
import { type Model, openModel } from './model.ts'

type Params = EngineRequests['predict']['params']
type Answer = Result<EngineRequests['predict']['result']>

interface Kept {
  readonly network: string
  readonly model: Model
  /** The checkpoint whose weights it has; undefined: none yet. */
  weights: string | undefined
}

/** Predicts with runs' checkpoints. Keeps the network last used, and its weights as long as their checkpoint stays the same. */
export function createPredictor(branches: number) {
  let kept: Kept | undefined
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
    return success({ probabilities })
  }

  async function networkFor({ run: { spec, classNames } }: Params): Promise<Kept> {
    const classes = classNames.length
    const network = JSON.stringify([spec, classes])
    if (kept?.network === network) return kept
    const model = await openModel({ spec, classes, branches })
    kept?.model.close()
    kept = { network, model, weights: undefined }
    return kept
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
  const stored = await readCheckpoint(path, network.model.variables)
  if (!stored.ok) return stored
  network.model.write(stored.value.tensors)
  network.weights = weights
  return success(null)
}
