import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '../../engine/worker/is-alive.ts'
import { datasetsFolder, passingProcess } from './layout.ts'

/** Removes what imports and removals of processes that are no more have left. Those of this process must not have begun yet. */
export async function removeLeftovers(home: string): Promise<void> {
  const names = await readdir(datasetsFolder(home)).catch(() => [])
  for (const name of names) {
    const pid = passingProcess(name)
    if (pid === null || (pid !== process.pid && isAlive(pid))) continue
    await rm(join(datasetsFolder(home), name), { recursive: true, force: true }).catch(() => {})
  }
}
