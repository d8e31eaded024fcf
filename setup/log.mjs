import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { cacheFolder } from './cache.mjs'

// Everything the commands print; kept only when something went wrong, and then named in the message.
let file

export function open() {
  const name = `setup-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}-${process.pid}.log`
  for (const folder of [path.join(cacheFolder(), 'logs'), os.tmpdir()]) {
    try {
      mkdirSync(folder, { recursive: true })
      file = path.join(folder, name)
      appendFileSync(file, `node ${process.version} ${process.platform} ${process.arch}\n`)
      return
    } catch {
      file = undefined
    }
  }
}

export function write(text) {
  if (file === undefined) return
  try {
    appendFileSync(file, `${text}\n`)
  } catch {
    // A full disk must not hide the failure that filled it.
  }
}

export const currentFile = () => file

export function discard() {
  if (file !== undefined) rmSync(file, { force: true })
  file = undefined
}
