import { stat } from 'node:fs/promises'
import { createProgress } from './progress.ts'
import { diskReader } from './scan/disk.ts'
import { ScanProblems } from './scan/scan-problems.ts'
import { kindOf } from './scan/sort-files.ts'
import { listFiles, type WalkLog } from './scan/walk.ts'

/**
 * The files to predict: those given, whatever they are, and in place of a folder every picture in it and below, in natural
 * order. What can't be read stays in the list, so that the decoder says why. `onProgress` is told how many files were looked
 * into, at most ten times a second; rejects with `signal.reason` when that is aborted.
 */
export async function findPictures(
  paths: readonly string[],
  signal: AbortSignal = new AbortController().signal,
  onProgress: (filesSeen: number) => void = () => {},
): Promise<string[]> {
  const progress = createProgress(({ done }) => onProgress(done))
  let seen = 0
  const see = () => progress('scanning', ++seen, 0)
  const log: WalkLog = {
    problems: new ScanProblems(),
    skipped: 0,
    entered: new Set(),
    signal,
    onFile: () => {},
  }
  const found: string[] = []
  progress('scanning', 0, 0)
  try {
    for (const path of paths) {
      signal.throwIfAborted()
      const isFolder = await stat(path).then(
        target => target.isDirectory(),
        () => false,
      )
      if (!isFolder) {
        found.push(path)
        see()
        continue
      }
      // Counted as their first bytes are read, which takes the time, and not when they are listed as well.
      for (const file of await listFiles(path, log)) {
        signal.throwIfAborted()
        see()
        try {
          if ((await kindOf({ path: file, reader: diskReader })).kind === 'picture') found.push(file)
        } catch {
          found.push(file)
        }
      }
    }
    return [...found, ...Array.from(log.problems, problem => problem.path)]
  } finally {
    log.problems.close()
  }
}
