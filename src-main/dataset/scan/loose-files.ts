import { open } from 'node:fs/promises'
import { readProblem } from '../file-problem.ts'
import { idxKind } from '../idx/idx-file.ts'
import { isNamedAsPicture } from './names.ts'
import { sniff, sniffLength } from './sniff.ts'
import type { WalkLog } from './walk.ts'

export interface LooseFiles {
  readonly idxImages: string[]
  readonly idxLabels: string[]
  readonly pictures: string[]
}

/** Tells files that lie in no class folder apart by their first bytes; what is none of these is counted as skipped. */
export async function sortLooseFiles(paths: readonly string[], log: WalkLog): Promise<LooseFiles> {
  const sorted: LooseFiles = { idxImages: [], idxLabels: [], pictures: [] }
  for (const path of paths) {
    log.signal.throwIfAborted()
    log.onFile()
    try {
      const content = sniff(await readStart(path))
      const idx =
        content.kind === 'other' && (content.found === 'idx' || content.found === 'archive')
          ? await idxKind(path)
          : null
      if (idx) (idx === 'images' ? sorted.idxImages : sorted.idxLabels).push(path)
      else if (content.kind !== 'other' || isNamedAsPicture(path)) sorted.pictures.push(path)
      else log.skipped++
    } catch (error) {
      log.problems.push({ path, problem: readProblem(error, path), used: false })
    }
  }
  return sorted
}

/** The first bytes of a file, as many as `sniff` looks at. */
async function readStart(path: string): Promise<Uint8Array> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffLength), 0, sniffLength, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
