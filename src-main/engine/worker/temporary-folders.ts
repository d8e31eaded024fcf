import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileErrorCode, writeProblem } from '../../shared/file-errors.ts'
import { EngineError } from './engine-error.ts'
import { isAlive } from './is-alive.ts'

/** The process is in the name, so that what a killed one left is found. */
const ours = /^lenslet-(?:model|bench)-(\d+)-/

/** Works in a folder that is gone afterwards. Throws `EngineError` where the disk does not take what is written. */
export async function inTemporaryFolder<T>(
  purpose: 'model' | 'bench',
  work: (folder: string) => Promise<T>,
): Promise<T> {
  let folder: string | undefined
  try {
    folder = await mkdtemp(join(tmpdir(), `lenslet-${purpose}-${process.pid}-`))
    return await work(folder)
  } catch (error) {
    if (!fileErrorCode(error)) throw error
    throw new EngineError(writeProblem(error, folder ?? tmpdir()), error)
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what processes left that were killed. Whatever cannot be removed is not ours, or is removed by another. */
export async function removeLeftFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  const left = names.filter(name => {
    const owner = ours.exec(name)?.[1]
    return owner !== undefined && !isAlive(Number(owner))
  })
  await Promise.allSettled(left.map(name => rm(join(tmpdir(), name), { recursive: true, force: true })))
}
