import { randomUUID } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../files/write-atomically.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import type { SavedNetwork } from '../shared/contract/networks.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { networkText, openNetworkFile } from './network-file.ts'

export type NetworksStore = ReturnType<typeof createNetworksStore>

/** The networks that a person keeps: one file each, `<home>/networks/<id>.json`, which `lenslet inspect` reads as it is. */
export function createNetworksStore(home: string) {
  const folder = join(home, 'networks')
  const fileOf = (id: string) => join(folder, `${id}.json`)

  return { list, save, rename, remove, fileOf }

  /** By name; a file that is no network is passed over. */
  async function list(): Promise<SavedNetwork[]> {
    const files = await readdir(folder).catch(() => [])
    const ids = files.filter(file => isId(file.slice(0, -5)) && file.endsWith('.json'))
    const networks = await Promise.all(ids.map(file => read(file.slice(0, -5))))
    return networks
      .filter(network => network !== undefined)
      .toSorted((one, other) => one.spec.name.localeCompare(other.spec.name))
  }

  /** In the place of the network `id`; null: as another. Two never have the same name. */
  async function save(id: string | null, spec: ArchitectureSpec): Promise<Result<SavedNetwork>> {
    const taken = (await list()).find(network => network.spec.name === spec.name && network.id !== id)
    if (taken) return failure('networks.name-taken', { name: spec.name })
    const used = id ?? `own-${randomUUID().slice(0, 8)}`
    const kept = { ...spec, id: used }
    try {
      await writeAtomically(fileOf(used), networkText(kept))
    } catch (error) {
      return { ok: false, problem: writeProblem(error, fileOf(used)) }
    }
    return success({ id: used, spec: kept, saved: new Date().toISOString() })
  }

  async function rename(id: string, name: string): Promise<Result<SavedNetwork>> {
    const network = await read(id)
    return network ? save(id, { ...network.spec, name }) : failure('networks.gone', {})
  }

  async function remove(id: string): Promise<Result<null>> {
    try {
      await rm(fileOf(id), { force: true })
      return success(null)
    } catch (error) {
      return { ok: false, problem: writeProblem(error, fileOf(id)) }
    }
  }

  async function read(id: string): Promise<SavedNetwork | undefined> {
    const [network, file] = await Promise.all([
      openNetworkFile(fileOf(id)),
      stat(fileOf(id)).catch(() => undefined),
    ])
    // A file that was put there by hand may hold any id: it is known by its file's name.
    return network.ok && file
      ? { id, spec: { ...network.value, id }, saved: file.mtime.toISOString() }
      : undefined
  }
}

/** No path hides in it. */
export const isId = (id: string): boolean => /^[\w-]{1,100}$/.test(id)
