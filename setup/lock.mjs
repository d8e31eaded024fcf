import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { throwIfInterrupted } from './run-command.mjs'

const beat = 2_000
const silentFor = 30_000

/** Runs `work` while holding `file`; waits for another holder, and breaks the lock of one that died. */
export async function withLock(file, work, { onWait = () => {}, poll = 300 } = {}) {
  mkdirSync(path.dirname(file), { recursive: true })
  for (let told = false; !take(file); ) {
    if (isStale(file)) {
      breakLock(file)
      continue
    }
    if (!told) onWait()
    told = true
    await sleep(poll)
    throwIfInterrupted()
  }
  // A sign of life for those who cannot see this process, such as a container that shares the home folder.
  const timer = setInterval(() => touch(file), beat)
  timer.unref()
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    process.removeListener('exit', release)
    release()
  }
}

function take(file) {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: os.hostname(), at: Date.now() }), {
      flag: 'wx',
    })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

export function isStale(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > silentFor) return true
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8'))
    return host === os.hostname() && !isAlive(pid)
  } catch {
    // Gone, or not written yet: the next look decides.
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function breakLock(file) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    // Another process may have broken it first and hold a new one now: that one goes back.
    if (!isStale(aside)) linkSync(aside, file)
  } catch {
    // Someone else broke it.
  }
  rmSync(aside, { force: true })
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // The next beat tries again.
  }
}
