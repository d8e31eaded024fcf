import { stat } from 'node:fs/promises'
import { sortLooseFiles } from './scan/loose-files.ts'
import { listFiles, type WalkLog } from './scan/walk.ts'

/**
 * The files to predict: those given, whatever they are, and in place of a folder every picture in it and below, in natural
 * order. What can't be read stays in the list, so that the decoder says why.
 */
export async function findPictures(
  paths: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<string[]> {
  const log: WalkLog = { problems: [], skipped: 0, entered: new Set(), signal, onFile: () => {} }
  const found: string[] = []
  for (const path of paths) {
    const isFolder = await stat(path).then(
      target => target.isDirectory(),
      () => false,
    )
    if (isFolder) found.push(...(await sortLooseFiles(await listFiles(path, log), log)).pictures)
    else found.push(path)
  }
  return [...found, ...log.problems.map(problem => problem.path)]
}
