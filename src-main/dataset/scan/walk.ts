import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { problem } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { itemsAStep } from '../steps.ts'
import { isDebris, naturalOrder } from './names.ts'
import { PackedNames } from './packed-names.ts'
import type { ScanProblems } from './scan-problems.ts'
import { sortInSlices } from './sort-in-slices.ts'

/** What was met on the way and is no usable file; shared by all walks of one import. */
export interface WalkLog {
  readonly problems: ScanProblems
  skipped: number
  /** Folders already entered, by device and inode: a link that leads back is not followed, nor is a folder read twice. */
  readonly entered: Set<string>
  readonly signal: AbortSignal
  /** Called for each file met. */
  readonly onFile: () => void
}

export interface FolderContent {
  readonly folders: readonly string[]
  readonly files: PackedNames
}

const nothing: FolderContent = { folders: [], files: new PackedNames() }

/** Names of the folders and plain files directly in a folder, in natural order; links followed, debris counted. */
export async function listFolder(folder: string, log: WalkLog): Promise<FolderContent> {
  log.signal.throwIfAborted()
  try {
    const { dev, ino } = await stat(folder, { bigint: true })
    const key = `${dev}:${ino}`
    if (log.entered.has(key)) return nothing
    log.entered.add(key)
    const folders: string[] = []
    const files: string[] = []
    const links: string[] = []
    // A part at a time: a folder may hold a million files, and the window is not to wait for all of them.
    for await (const entry of await opendir(folder, { bufferSize: 1000 })) {
      const { name } = entry
      if (isDebris(name)) log.skipped++
      else if (entry.isDirectory()) folders.push(name)
      else if (entry.isFile()) {
        files.push(name)
        log.onFile()
      } else if (entry.isSymbolicLink()) links.push(name)
      else log.skipped++ // a pipe or a device: opening it could wait for ever
    }
    for (const name of links.sort(naturalOrder)) {
      log.signal.throwIfAborted()
      const target = await followLink(join(folder, name), log)
      if (target === 'folder') folders.push(name)
      else if (target === 'file') {
        files.push(name)
        log.onFile()
      }
    }
    return {
      folders: await sortInSlices(folders, naturalOrder),
      files: await packed(await sortInSlices(files, naturalOrder)),
    }
  } catch (error) {
    log.signal.throwIfAborted()
    log.problems.add({ path: folder, problem: readProblem(error, folder), used: false })
    return nothing
  }
}

async function packed(names: readonly string[]): Promise<PackedNames> {
  const all = new PackedNames()
  for (const name of names) {
    if (all.push(name) % itemsAStep === 0) await setImmediate()
  }
  return all.trim()
}

async function followLink(path: string, log: WalkLog): Promise<'folder' | 'file' | undefined> {
  try {
    const target = await stat(path)
    if (target.isDirectory()) return 'folder'
    if (target.isFile()) return 'file'
    log.skipped++
  } catch (error) {
    const found = readProblem(error, path)
    const dangling = problem('data.unreadable-file', { reason: 'dangling-link' })
    log.problems.add({ path, problem: found.code === 'data.vanished' ? dangling : found, used: false })
  }
  return undefined
}

/** Every file in a folder and below, in natural order, a folder's own files first. */
export async function listFiles(folder: string, log: WalkLog): Promise<string[]> {
  const found: string[] = []
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folders, files } = await listFolder(next, log)
    for (const name of files) found.push(join(next, name))
    for (const name of [...folders].reverse()) waiting.push(join(next, name))
  }
  return found
}
