import { execFileSync } from 'node:child_process'
import { say } from './messages.mjs'
import { debianPackages } from './pinned.mjs'
import { asProblem, Problem } from './problem.mjs'
import { line, step } from './progress.mjs'
import { interruptible, run, which } from './run-command.mjs'

/** Installs what the system lacks where that is possible, else says how. Nothing of it stops set-up. */
export async function installSystemPackages(electron) {
  if (process.platform !== 'linux') return
  const wanted = missingPackages(electron)
  if (wanted.length === 0) return
  if (canInstall()) await install(wanted)
  const still = missingPackages(electron)
  if (still.length > 0 && which('apt-get'))
    line(say('note.system', { missing: still.join(' '), command: commandFor(still) }))
}

/** What a window needs of the system, and ./lenslet does not: installed where that is possible; throws what is missing. */
export async function requireWindowLibraries(electron) {
  if (process.platform !== 'linux' || missingLibraries(electron).length === 0) return
  const { electron: packages } = debianPackages
  if (canInstall()) await interruptible(() => install(packages))
  const missing = missingLibraries(electron)
  if (missing.length === 0) return
  const params = { missing: missing.join(', '), command: commandFor(packages) }
  throw new Problem(which('apt-get') ? 'libraries' : 'libraries.unknown', params)
}

function missingPackages(electron) {
  const { electron: libraries, display, chinese, python, compiler } = debianPackages
  return [
    ...(missingLibraries(electron).length > 0 ? libraries : []),
    ...(which('Xvfb') ? [] : display),
    ...(hasChineseFont() ? [] : chinese),
    ...(hasPip() ? [] : python),
    ...(hasCompiler() ? [] : compiler),
  ]
}

function missingLibraries(electron) {
  return [...output('ldd', [electron]).matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name)
}

const hasChineseFont = () => output('fc-list', [':lang=zh']).trim() !== ''

/** pip alone can be missing: Debian's python3 comes without it. */
export const hasPip = () => output('python3', ['-m', 'pip', '--version']) !== ''

export const hasCompiler = () =>
  which('make') !== undefined && (which('g++') ?? which('c++') ?? which('clang++')) !== undefined

const canInstall = () => process.getuid() === 0 && which('apt-get') !== undefined

export const commandFor = packages =>
  `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install --no-install-recommends ${packages.join(' ')}`

async function install(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const title = say('step.system', { packages: packages.join(' ') })
  await step(title, async () => {
    await run('apt-get', ['update', '-q'], { env })
    const names = packages.map(nameHere)
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], { env })
  }).catch(error => {
    const problem = asProblem(error, title)
    if (problem.code === 'interrupted') throw problem
    line(say('note.system', { missing: packages.join(' '), command: commandFor(packages) }))
  })
}

/** Newer Debian and Ubuntu renamed libraries for 64-bit time. */
function nameHere(name) {
  return name.startsWith('lib') && output('apt-cache', ['show', `${name}t64`]) !== '' ? `${name}t64` : name
}

function output(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
