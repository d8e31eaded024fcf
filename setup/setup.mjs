import { statfsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, sweep } from './cache.mjs'
import { installed, isComplete, remember } from './installed.mjs'
import { withLock } from './lock.mjs'
import * as log from './log.mjs'
import { say } from './messages.mjs'
import { asProblem, Problem, textOf } from './problem.mjs'
import { line } from './progress.mjs'
import { interruptible } from './run-command.mjs'

/** Brings the checkout to where the application starts; does nothing, and says nothing, when it is there already. */
export async function setup() {
  if (isComplete()) return installed()
  checkNode()
  log.open()
  const lock = path.join(cacheFolder(), 'setup.lock')
  return await interruptible(() =>
    withLock(lock, installMissing, { onWait: () => line(say('note.waiting')) }),
  )
}

async function installMissing() {
  // Another set-up may have done it all while this one waited.
  if (isComplete()) return installed()
  sweep()
  // Imported here, so that an ordinary start reads none of it.
  const { installPackages } = await import('./npm-packages.mjs')
  const { installElectron } = await import('./install-electron.mjs')
  const { installSystemPackages } = await import('./system-packages.mjs')
  const { installTensorflow } = await import('./install-tensorflow.mjs')
  await installPackages()
  const electron = await installElectron()
  await installSystemPackages(electron.electron)
  const tensorflow = await installTensorflow()
  remember({ ...electron, tensorflow })
  log.discard()
  return installed()
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Problem('node', { version: '20.19', found: process.version })
}

/** Runs `work`; whatever goes wrong becomes one message on stderr and exit code 1. */
export async function orExplain(work) {
  try {
    return await work()
  } catch (error) {
    explain(error)
    process.exit(1)
  }
}

export function explain(error) {
  const problem = asProblem(error, 'Lenslet')
  log.write(textOf(error))
  log.write(error.stack)
  if (problem.code === 'interrupted') log.discard()
  const file = log.currentFile()
  const message = say(`problem.${problem.code}`, { ...problem.params, ...space() })
  line(file === undefined ? message : `${message}\n${say('log', { file })}`)
}

function space() {
  for (let folder = cacheFolder(); ; folder = path.dirname(folder)) {
    try {
      const { bavail, bsize } = statfsSync(folder)
      return { folder, free: `${Math.round((bavail * bsize) / 1e6)} MB`, needed: '2.5 GB' }
    } catch {
      if (folder === path.dirname(folder)) return {}
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await orExplain(setup)
