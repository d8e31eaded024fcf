import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { constants, copyFile, cp, link, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import path from 'node:path'
import { cached, cacheFolder, system } from './cache.mjs'
import { say } from './messages.mjs'
import { step } from './progress.mjs'

// npm unpacks 30,000 files anew in each checkout. Hard links to one unpacked copy take a second instead; where links
// can't be made (another disk), npm does its work as ever.
const prefix = 'packages-'
const kept = 2
// Its own install script writes into it, so each checkout has its own.
const copied = path.join('@tensorflow', 'tfjs-node-gpu')

/** Fills node_modules from the cache; false when that could not be done. */
export async function restorePackages(root) {
  const from = path.join(cacheFolder(), nameFor(root))
  if (!existsSync(from)) return false
  const target = path.join(root, 'node_modules')
  const staging = path.join(root, '.node_modules-new')
  try {
    rmSync(staging, { recursive: true, force: true })
    await step(say('step.packages'), () => linkTree(from, staging, ''))
    rmSync(target, { recursive: true, force: true })
    renameSync(staging, target)
    utimesSync(from, new Date(), new Date())
    return true
  } catch {
    rmSync(staging, { recursive: true, force: true })
    return false
  }
}

/** Keeps what npm has just installed, before anything else is put into it. */
export async function keepPackages(root) {
  try {
    await cached(nameFor(root), folder => linkTree(path.join(root, 'node_modules'), folder, ''))
    dropOld()
  } catch {
    // The checkout itself is complete; only the next one will be slower.
  }
}

function nameFor(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  return `${prefix}${createHash('sha256').update(lock).digest('hex').slice(0, 16)}-${system}`
}

async function linkTree(from, to, inside) {
  await mkdir(path.join(to, inside), { recursive: true })
  const entries = await readdir(path.join(from, inside), { withFileTypes: true })
  for (const entry of entries) {
    const name = path.join(inside, entry.name)
    const [source, target] = [path.join(from, name), path.join(to, name)]
    if (name === copied) await cp(source, target, { recursive: true, verbatimSymlinks: true })
    else if (entry.isDirectory()) await linkTree(from, to, name)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    // npm rewrites its own record in place.
    else if (name === '.package-lock.json') await copyFile(source, target, constants.COPYFILE_FICLONE)
    else await link(source, target)
  }
}

function dropOld() {
  const all = readdirSync(cacheFolder())
    .filter(name => name.startsWith(prefix))
    .map(name => path.join(cacheFolder(), name))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
  for (const folder of all.slice(kept)) rmSync(folder, { recursive: true, force: true })
}
