import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isAlive } from '../engine/worker/is-alive.ts'
import { fileErrorCode } from '../shared/file-errors.ts'

/** Holds the number of the process that works on a run. */
const claimFile = (folder: string) => join(folder, 'running.pid')

/** Marks a run's folder as worked on by this process; false where another one does. */
export async function claimRun(folder: string): Promise<boolean> {
  const path = claimFile(folder)
  if (await create(path)) return true
  if (await isOfAnother(path)) return false
  // Moved, not removed: of two processes that find it left behind one moves it, and the other sees what it has moved instead.
  const moved = `${path}.${process.pid}`
  const isMoved = await rename(path, moved).then(() => true, unless('ENOENT'))
  if (isMoved && (await isOfAnother(moved))) {
    await rename(moved, path)
    return false
  }
  await rm(moved, { force: true })
  return create(path)
}

/** Takes back this process's mark, and no other's. */
export async function releaseRun(folder: string): Promise<void> {
  const path = claimFile(folder)
  if ((await readPid(path)) === process.pid) await rm(path, { force: true })
}

/** Whether another living process works on the run. */
export const isClaimedElsewhere = (folder: string): Promise<boolean> => isOfAnother(claimFile(folder))

const create = (path: string): Promise<boolean> =>
  writeFile(path, String(process.pid), { flag: 'wx' }).then(() => true, unless('EEXIST'))

const unless = (code: string) => (error: unknown) => {
  if (fileErrorCode(error) === code) return false
  throw error
}

async function isOfAnother(path: string): Promise<boolean> {
  const pid = await readPid(path)
  return pid > 0 && pid !== process.pid && isAlive(pid) && !(await isFromBeforeStart(path))
}

/** Milliseconds that a process may take to write its number into the file that it has made. */
const patience = 50

async function readPid(path: string): Promise<number> {
  const read = () => readFile(path, 'utf8').catch(() => '0')
  const text = await read()
  if (text !== '') return Number(text)
  await setTimeout(patience)
  return Number(await read())
}

/** Clocks are set now and then, by less than this. */
const toleranceMs = 60_000

/** Whether the computer has been started since: the number is another process's by now. */
async function isFromBeforeStart(path: string): Promise<boolean> {
  const written = await stat(path).catch(() => undefined)
  return written !== undefined && written.mtimeMs < Date.now() - uptime() * 1000 - toleranceMs
}
