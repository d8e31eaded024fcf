import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { which } from './run-command.mjs'

/** Chromium's sandbox stays on wherever the system lets it work. */
export function sandboxArguments(electron) {
  if (process.platform !== 'linux') return { args: [] }
  const off = reason => ({ args: ['--no-sandbox'], reason })
  if (process.getuid() === 0) return off('root')
  if (hasHelper(electron) || allowsNamespaces()) return { args: [] }
  return off('namespaces')
}

function hasHelper(electron) {
  try {
    const { uid, mode } = statSync(path.join(path.dirname(electron), 'chrome-sandbox'))
    return uid === 0 && (mode & 0o4000) !== 0
  } catch {
    return false
  }
}

/** Asked by trying: distributions forbid it in different ways. */
function allowsNamespaces() {
  if (which('unshare') === undefined) return true
  return spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0
}
