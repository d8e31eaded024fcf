import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Score } from '../../shared/contract/training.ts'
import { problem, type Result, success } from '../../shared/result.ts'
import { errorCode, writeProblem } from './file-problem.ts'
import type { VariableSpec } from './graph/variables.ts'
import { decodeTensors, encodeTensors, MalformedTensors, type StoredTensor } from './safetensors.ts'

export type CheckpointName = 'best' | 'last'

/** How far a run is. Sums run over the pictures of the epoch that is going on. */
export interface Progress {
  readonly step: number
  /** Epochs finished. */
  readonly epoch: number
  readonly lossSum: number
  readonly correct: number
  readonly pictures: number
  readonly best: Score | null
  readonly final: Score | null
}

export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly seed: number
  readonly progress: Progress
}

export const checkpointFile = (runFolder: string, name: CheckpointName) =>
  join(runFolder, 'checkpoints', `${name}.safetensors`)

/** Under a temporary name, synced, then renamed: whatever happens, the file is the old one or the new one. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<Result<null>> {
  const { step, epoch, ...rest } = checkpoint.progress
  const metadata = {
    format: 'lenslet',
    step: String(step),
    epoch: String(epoch),
    seed: String(checkpoint.seed),
    progress: JSON.stringify(rest),
  }
  const partial = `${path}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeSynced(partial, encodeTensors({ tensors: checkpoint.tensors, metadata }))
    await replace(partial, path)
    return success(null)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    return { ok: false, problem: writeProblem(error, path) }
  }
}

/** Reads a checkpoint and holds it against the variables that it must have. */
export async function readCheckpoint(
  path: string,
  variables: readonly VariableSpec[],
): Promise<Result<Checkpoint>> {
  try {
    const { tensors, metadata } = decodeTensors(await readFile(path))
    for (const { name, shape } of variables) {
      const found = tensors.get(name)
      if (found?.shape.join() !== shape.join()) {
        throw new MalformedTensors(`${name} [${found?.shape.join()}] ≠ [${shape.join()}]`)
      }
    }
    return success({ tensors, seed: Number(metadata['seed']), progress: parseProgress(metadata) })
  } catch (error) {
    const found = error instanceof MalformedTensors ? error.message : errorCode(error)
    if (!found) throw error
    return { ok: false, problem: problem('training.checkpoint-invalid', { path, found }) }
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
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')) throw error
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

function parseProgress(metadata: Readonly<Record<string, string>>): Progress {
  const step = Number(metadata['step'])
  const epoch = Number(metadata['epoch'])
  if (!Number.isSafeInteger(step) || !Number.isSafeInteger(epoch)) throw new MalformedTensors('step, epoch')
  try {
    const rest = JSON.parse(metadata['progress'] ?? '') as Omit<Progress, 'step' | 'epoch'>
    return { ...rest, step, epoch }
  } catch {
    throw new MalformedTensors('progress')
  }
}
