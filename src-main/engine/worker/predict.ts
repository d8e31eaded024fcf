import { stat } from 'node:fs/promises'
import type { EngineRequests } from '../../shared/contract/engine.ts'
import { type Result, success } from '../../shared/result.ts'
import { checkpointFile, readCheckpoint } from './checkpoint.ts'
import { turnEventLoop } from './event-loop.ts'
import { volume } from './graph/lower/lowering.ts'
import { type Model, openModel } from './model.ts'

type Params = EngineRequests['predict']['params']

/** Predicts with runs' checkpoints; keeps the network last used, as long as its checkpoint stays the same. */
export function createPredictor(branches: number) {
  let kept: { readonly key: string; readonly model: Model } | undefined
  let turn: Promise<unknown> = Promise.resolve()

  return {
    /** `probabilities`: count x classes, row by row. One request after the other, since they share the network kept. */
    predict(params: Params): Promise<Result<{ probabilities: Float32Array }>> {
      const answer = turn.then(() => predictNow(params))
      turn = answer.catch(() => undefined)
      return answer
    },
  }

  async function predictNow(params: Params): Promise<Result<{ probabilities: Float32Array }>> {
    const found = await modelFor(params)
    if (!found.ok) return found
    const model = found.value
    const { count, pictures, run } = params
    const size = volume(run.spec.input)
    if (pictures.length !== count * size) throw new Error(`${pictures.length} bytes for ${count} pictures`)
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

  async function modelFor({ run, checkpoint }: Params): Promise<Result<Model>> {
    const path = checkpointFile(run.folder, checkpoint)
    const changed = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    )
    const key = JSON.stringify([path, changed, run.spec, run.classNames.length])
    if (kept?.key === key) return success(kept.model)
    const model = await openModel({ spec: run.spec, classes: run.classNames.length, branches })
    const stored = await readCheckpoint(path, model.variables)
    if (!stored.ok) {
      model.close()
      return stored
    }
    model.write(stored.value.tensors)
    kept?.model.close()
    kept = { key, model }
    return success(model)
  }
}
