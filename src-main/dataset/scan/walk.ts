import type { Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileProblem } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { isDebris, naturalOrder } from './names.ts'
import { sortInSlices } from './sort-in-slices.ts'

/** What was met on the way and is no usable file; shared by all walks of one import. */
export interface WalkLog {
  readonly problems: FileProblem[]
  skipped: number
  /** Folders already entered, by device and inode: a link that leads back is not followed, nor is a folder read twice. */
  readonly entered: Set<string>
  readonly signal: AbortSignal
  /** Called for each file met. */
  readonly onFile: () => void
}

export interface FolderContent {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

const nothing: FolderContent = { folders: [], files: [] }

/** Names of the folders and plain files directly in a folder, in natural order; links followed, debris counted. */
export async function listFolder(folder: string, log: WalkLog): Promise<FolderContent> {
  log.signal.throwIfAborted()
  try {
    const { dev, ino } = await stat(folder, { bigint: true })
    const key = `${dev}:${ino}`
    if (log.entered.has(key)) return nothing
    log.entered.add(key)
    const entries: Dirent[] = []
    // A part at a time: a folder may hold a million files, and the window is not to wait for all of them.
    for await (const entry of await opendir(folder, { bufferSize: 1000 })) entries.push(entry)
    const folders: string[] = []
    const files: string[] = []
    for (const entry of await sortInSlices(entries, (a, b) => naturalOrder(a.name, b.name))) {
      if (isDebris(entry.name)) log.skipped++
      else if (entry.isDirectory()) folders.push(entry.name)
      else if (entry.isFile()) files.push(entry.name)
      else if (entry.isSymbolicLink()) {
        const target = await followLink(join(folder, entry.name), log)
        if (target) (target === 'folder' ? folders : files).push(entry.name)
      } else log.skipped++ // a pipe or a device: opening it could wait for ever
    }
    return { folders, files }
  } catch (error) {
    log.problems.push({ path: folder, problem: readProblem(error, folder), used: false })
    return nothing
  }
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
    log.problems.push({ path, problem: found.code === 'data.vanished' ? dangling : found, used: false })
  }
  return undefined
}

/** Every file in a folder and below, in natural order, a folder's own files first. */
export async function listFiles(folder: string, log: WalkLog): Promise<string[]> {
  const found: string[] = []
  const waiting = [folder]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folders, files } = await listFolder(next, log)
    for (const name of files) {
      found.push(join(next, name))
      log.onFile()
    }
    for (const name of [...folders].reverse()) waiting.push(join(next, name))
  }
  return found
}
