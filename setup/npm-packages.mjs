import { readFileSync } from 'node:fs'
import path from 'node:path'
import { say } from './messages.mjs'
import { keepPackages, restorePackages } from './packages-cache.mjs'
import { asProblem } from './problem.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { run } from './run-command.mjs'

/** Installs what package-lock.json names, unless node_modules holds just that. */
export async function installPackages() {
  if (packagesMatch(read('package-lock.json'), read('node_modules/.package-lock.json'))) return
  if (await restorePackages(root)) return
  const title = say('step.packages')
  // No package needs its install script: native parts come as packages, and TensorFlow's has a step of its own here.
  await step(title, () =>
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline']),
  ).catch(error => {
    throw asProblem(error, title)
  })
  await keepPackages(root)
}

/** npm keeps what it installed in a lock file of its own; optional packages of other systems are absent from it. */
export function packagesMatch(wanted, installed) {
  if (wanted === undefined || installed === undefined) return false
  for (const [folder, { version, optional, devOptional, peer, link }] of Object.entries(wanted.packages)) {
    if (folder === '' || link) continue
    const found = installed.packages[folder]
    if (found === undefined ? !(optional || devOptional || peer) : found.version !== version) return false
  }
  return Object.keys(installed.packages).every(folder => folder in wanted.packages)
}

// Short pauses between attempts: without a network, the message is to come soon.
const quiet = ['--loglevel=error', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']

/** The npm that started us, or the one in PATH. */
export function npm(args, options = {}) {
  const script = process.env.npm_execpath
  const [command, ...first] = script?.endsWith('.js') ? [process.execPath, script] : ['npm']
  return run(command, [...first, ...quiet, ...args], { cwd: root, ...options })
}

function read(name) {
  try {
    return JSON.parse(readFileSync(path.join(root, name), 'utf8'))
  } catch {
    return undefined
  }
}
