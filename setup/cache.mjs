import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The per-user folder for what is downloaded or built once and used by every checkout. */
export function cacheFolder(env = process.env, platform = process.platform) {
  const home = os.homedir()
  if (platform === 'win32')
    return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Lenslet', 'Cache')
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'Lenslet')
  // The specification says to ignore a relative path.
  const base =
    env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : path.join(home, '.cache')
  return path.join(base, 'lenslet')
}

export const system = `${process.platform}-${process.arch}`

const partial = '.partial-'

/**
 * The cached folder `name`, made by `make(folder)` when it is not there. It is filled beside its place and renamed
 * into it, so a folder that exists is whole. Callers hold the lock.
 */
export async function cached(name, make) {
  const folder = path.join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  const staging = path.join(cacheFolder(), partial + name)
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging, { recursive: true })
  try {
    await make(staging)
    renameSync(staging, folder)
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    throw error
  }
  return folder
}

/** What a set-up that was killed left behind. */
export function sweep() {
  for (const name of readdirSync(cacheFolder()))
    if (name.startsWith(partial)) rmSync(path.join(cacheFolder(), name), { recursive: true, force: true })
}
