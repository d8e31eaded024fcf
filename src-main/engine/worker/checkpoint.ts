import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Score } from '../../shared/contract/training.ts'
import { fileErrorCode, writeProblem } from '../../shared/file-errors.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import type { OptimizerSettings } from '../../shared/training-settings.ts'
import type { Model } from './model.ts'
import type { Progress } from './progress.ts'
import { decodeTensors, encodeTensors, MalformedTensors, type StoredTensor } from './safetensors.ts'

export type CheckpointName = 'best' | 'last'

/** What a run's numbers follow from besides its network: it can only go on under the same. */
export interface Conditions {
  readonly seed: number
  readonly batchSize: number
  readonly optimizer: OptimizerSettings
  /** The data set's fingerprint. */
  readonly data: string
  /** Parts that a batch is split into: sums are rounded in another order with others. */
  readonly branches: number
}

export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly conditions: Conditions
  readonly progress: Progress
  /** The epoch that `best` holds. */
  readonly best: Score | null
}

type Restored = Pick<Model, 'variables' | 'write'>

export const checkpointFile = (runFolder: string, name: CheckpointName) =>
  join(runFolder, 'checkpoints', `${name}.safetensors`)

/** Under a temporary name, synced, then renamed: whatever happens, the file is the old one or the new one. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<Result<null>> {
  const { tensors, conditions, progress, best } = checkpoint
  const metadata = {
    format: 'lenslet',
    step: String(progress.step),
    epoch: String(progress.epoch),
    seed: String(conditions.seed),
    conditions: JSON.stringify(conditions),
    progress: JSON.stringify(progress),
    best: JSON.stringify(best),
  }
  const partial = `${path}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeSynced(partial, encodeTensors({ tensors, metadata }))
    await replace(partial, path)
    return success(null)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    return { ok: false, problem: writeProblem(error, path) }
  }
}

export async function readCheckpoint(path: string): Promise<Result<Checkpoint>> {
  try {
    const { tensors, metadata } = decodeTensors(await readFile(path))
    const conditions = parse(metadata, 'conditions') as Conditions
    if (!Number.isSafeInteger(conditions.branches) || conditions.branches < 1) {
      throw new MalformedTensors('conditions')
    }
    const progress = parse(metadata, 'progress') as Progress
    if (![progress.step, progress.epoch, progress.pictures].every(Number.isSafeInteger)) {
      throw new MalformedTensors('progress')
    }
    return success({ tensors, conditions, progress, best: parse(metadata, 'best') as Score | null })
  } catch (error) {
    const found = error instanceof MalformedTensors ? error.message : fileErrorCode(error)
    if (!found) throw error
    return failure('training.checkpoint-invalid', { path, found })
  }
}

/** Gives a model the weights of a checkpoint, which must have all of them in their shapes. */
export async function readInto(model: Restored, path: string): Promise<Result<Checkpoint>> {
  const stored = await readCheckpoint(path)
  return stored.ok ? restore(model, path, stored.value) : stored
}

export function restore(model: Restored, path: string, checkpoint: Checkpoint): Result<Checkpoint> {
  const { tensors } = checkpoint
  for (const { name, shape } of model.variables) {
    const found = tensors.get(name)?.shape.join()
    if (found !== shape.join()) {
      return failure('training.checkpoint-invalid', { path, found: `${name} [${found}] ≠ [${shape.join()}]` })
    }
  }
  model.write(tensors)
  return success(checkpoint)
}

function parse(metadata: Readonly<Record<string, string>>, name: string): unknown {
  try {
    return JSON.parse(metadata[name] ?? '')
  } catch {
    throw new MalformedTensors(name)
  }
}

/** Milliseconds between the tries. */
const patience = [20, 100, 400]

/** Windows refuses to replace a file that a virus scanner, or a prediction, has open at the moment. */
async function replace(partial: string, path: string): Promise<void> {
  for (const pause of patience) {
    try {
      return await rename(partial, path)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(fileErrorCode(error) ?? '')) throw error
      await setTimeout(pause)
    }
  }
  await rename(partial, path)
}

async function writeSynced(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const part of parts) await file.writeFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
}
