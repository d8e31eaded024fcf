import { readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isAlive } from '../../engine/worker/is-alive.ts'
import { readDescriptions } from './description.ts'
import { datasetsFolder, lineageFile, lineagesFolder, passingProcess, removingFolder } from './layout.ts'
import { readLineages } from './lineages.ts'
import { neededVersions, type RunNeed } from './needed-versions.ts'

/**
 * Removes what imports and removals of processes that are no more have left, and the versions of data sets that could only be undone to
 * in such a process, unless a run needs them. Imports and changes of this process must not have begun yet.
 */
export async function removeLeftovers(
  home: string,
  readNeeds: () => Promise<readonly RunNeed[]>,
): Promise<void> {
  const names = await readdir(datasetsFolder(home)).catch(() => [])
  for (const name of names) {
    const pid = passingProcess(name)
    if (pid === null || livesElsewhere(pid)) continue
    await rm(join(datasetsFolder(home), name), { recursive: true, force: true }).catch(() => {})
  }
  await removeUnneededVersions(home, readNeeds)
}

async function removeUnneededVersions(home: string, readNeeds: () => Promise<readonly RunNeed[]>) {
  const stored = await readDescriptions(home)
  await removePositions(home, new Set(stored.map(({ lineage }) => lineage.id)))
  const lineages = (await readLineages(home, stored)).filter(
    ({ process, versions }) => versions.length > 1 && !(process !== undefined && livesElsewhere(process)),
  )
  if (lineages.length === 0) return
  const needed = neededVersions(stored, await readNeeds())
  for (const { head, versions } of lineages)
    for (const { id } of versions)
      if (id !== head.id && needed.get(id)!.length === 0) await removeVersion(home, id).catch(() => {})
}

/** Those of data sets that are gone, and what a crash left of writing them. */
async function removePositions(home: string, lineages: ReadonlySet<string>): Promise<void> {
  const folder = lineagesFolder(home)
  const names = await readdir(folder).catch(() => [])
  for (const name of names)
    if (!lineages.has(basename(name, '.json'))) await rm(join(folder, name), { force: true }).catch(() => {})
}

/** Takes a version away: at once for whoever looks, then from the disk. Throws the file system's error. */
export async function removeVersion(home: string, id: string): Promise<void> {
  const leaving = removingFolder(home, id)
  await rename(join(datasetsFolder(home), id), leaving)
  await rm(leaving, { recursive: true, force: true })
}

export const removePosition = (home: string, lineage: string) =>
  rm(lineageFile(home, lineage), { force: true })

/** Another process, and it lives. */
const livesElsewhere = (pid: number) => pid !== process.pid && isAlive(pid)
