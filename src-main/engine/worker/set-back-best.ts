import { rename, rm } from 'node:fs/promises'
import type { Score } from '../../shared/contract/training.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { checkpointFile, previousFile } from './checkpoint-files.ts'

/**
 * Where `best` holds an epoch that lies beyond the checkpoint a run goes on from, and so is undone, the one before takes its place, if that is the best as the
 * checkpoint knows it; else there is none until the next epoch. Answers the epoch that `best` holds now.
 */
export async function setBackBest(
  runFolder: string,
  { progress, best }: Pick<Checkpoint, 'progress' | 'best'>,
): Promise<Score | null> {
  const path = checkpointFile(runFolder, 'best')
  const previous = previousFile(path)
  const held = await epochIn(path)
  if (held === undefined || held <= progress.epoch) return best
  if (best && (await epochIn(previous)) === best.epoch) {
    await rename(previous, path)
    return best
  }
  for (const undone of [path, previous]) await rm(undone, { force: true })
  return null
}

async function epochIn(path: string): Promise<number | undefined> {
  const read = await readCheckpoint(path)
  return read.ok ? read.value.progress.epoch : undefined
}
