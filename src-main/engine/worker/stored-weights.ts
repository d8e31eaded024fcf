import { existsSync } from 'node:fs'
import { failure, type Problem, problem, type Result, success } from '../../shared/result.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { type CheckpointName, checkpointFile, previousFile } from './checkpoint-files.ts'
import type { Model } from './model.ts'

type Restored = Pick<Model, 'variables' | 'write'>

export interface Found extends Checkpoint {
  readonly path: string
  /** Another one was asked for, and is damaged. */
  readonly warning?: Problem
}

/** What stands in for a checkpoint that is damaged, in this order. `last` alone can be gone on from. */
function candidates(runFolder: string, name: CheckpointName): string[] {
  const names = name === 'best' ? (['best', 'last'] as const) : ([name] as const)
  return names.flatMap(entry => {
    const path = checkpointFile(runFolder, entry)
    return [path, previousFile(path)]
  })
}

/** Whether a run has a checkpoint of the name, or one that stands in for it. */
export const hasCheckpoint = (runFolder: string, name: CheckpointName): boolean =>
  candidates(runFolder, name).some(path => existsSync(path))

/** Reads a run's checkpoint, or where that one is damaged the one before it, with a warning that says so; else what is wrong with the newest. */
export async function findCheckpoint(runFolder: string, name: CheckpointName): Promise<Result<Found>> {
  const [asked = '', ...others] = candidates(runFolder, name)
  const newest = await readCheckpoint(asked)
  if (newest.ok) return success({ ...newest.value, path: asked })
  for (const path of others) {
    const stored = await readCheckpoint(path)
    if (!stored.ok) continue
    const { found } = newest.problem.params as { found: string }
    const { step, epoch } = stored.value.progress
    const warning = problem('training.checkpoint-replaced', { path: asked, found, used: path, step, epoch })
    return success({ ...stored.value, path, warning })
  }
  return newest
}

/** Gives a model the weights of a checkpoint, which must have all of them in their shapes. */
export function restore<T extends Pick<Found, 'path' | 'tensors'>>(
  model: Restored,
  checkpoint: T,
): Result<T> {
  const { path, tensors } = checkpoint
  for (const { name, shape } of model.variables) {
    const found = tensors.get(name)?.shape.join()
    if (found !== shape.join()) {
      return failure('training.checkpoint-invalid', { path, found: `${name} [${found}] ≠ [${shape.join()}]` })
    }
  }
  model.write(tensors)
  return success(checkpoint)
}
