import { rename } from 'node:fs/promises'
import type { Score } from '../../shared/contract/training.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { checkpointFile, previousFile } from './checkpoint-files.ts'

interface KeptBest {
  /** The epoch that is kept as the best now. */
  readonly best: Score | null
  /** Another file than `best` has it, since that one is damaged. */
  readonly warning?: Problem
}

/**
 * What is kept as the best of a run that goes on from a checkpoint. Where `best` holds an epoch that lies beyond it, and so is undone, the one before takes its
 * place; where that is undone too, the next epoch becomes the best, whatever its score. Where `best` is damaged, the one before stays what is kept until another is written.
 */
export async function setBackBest(
  runFolder: string,
  { progress }: Pick<Checkpoint, 'progress'>,
): Promise<KeptBest> {
  const path = checkpointFile(runFolder, 'best')
  const used = previousFile(path)
  const newest = await readCheckpoint(path)
  const isUndone = ({ progress: { epoch } }: Checkpoint) => epoch > progress.epoch
  if (newest.ok && !isUndone(newest.value)) return { best: newest.value.best }
  const before = await readCheckpoint(used)
  if (before.ok && !isUndone(before.value)) {
    const { best, progress } = before.value
    if (newest.ok) {
      await rename(used, path)
      return { best }
    }
    const { found } = newest.problem.params as { found: string }
    const { step, epoch } = progress
    return { best, warning: problem('training.checkpoint-replaced', { path, found, used, step, epoch }) }
  }
  // The files stay: should the run end before its next epoch does, they are the best weights that there are.
  return { best: null }
}
