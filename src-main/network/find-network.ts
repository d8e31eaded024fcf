import { type Preset, presetIds, presets } from '../shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { openNetworkFile } from './network-file.ts'
import { isId, type NetworksStore } from './networks-store.ts'

/**
 * The network of a preset's id, of a file, or of the id or name of one of a person's own, in this order; `preset` where it is one. A name that several
 * own networks have (files may be put there by hand) is refused, and what is found nowhere told with all that there is.
 */
export async function findNetwork(
  name: string,
  own: NetworksStore,
): Promise<Result<{ spec: ArchitectureSpec; preset?: Preset }>> {
  const id = presetIds.find(preset => preset === name)
  if (id) return success({ spec: presets[id].spec, preset: presets[id] })
  const file = await openNetworkFile(name)
  if (file.ok) return success({ spec: file.value })
  // A folder in the place of a file hides no own network of this name.
  const isNoFile = file.problem.code === 'network.cannot-read'
  if (!isNoFile) return file

  const kept = isId(name) ? await openNetworkFile(own.fileOf(name)) : undefined
  if (kept?.ok) return success({ spec: { ...kept.value, id: name } })
  if (kept && kept.problem.code !== 'network.cannot-read') return kept
  const networks = await own.list()
  const named = networks.filter(({ spec }) => spec.name === name)
  if (named.length > 1) {
    return failure('network.several', { found: name, ids: named.map(network => network.id).join(', ') })
  }
  if (named[0]) return success({ spec: named[0].spec })
  if (file.problem.params['reason'] !== 'ENOENT') return file
  const names = networks.map(({ spec }) => spec.name)
  return failure('network.unknown', { found: name, known: presetIds.join(', '), own: names })
}
