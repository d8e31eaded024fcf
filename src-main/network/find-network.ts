import { type Preset, presetIds, presets } from '../shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import { fileErrorCode } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { readNetworkFile } from './network-file.ts'

/** The network that a preset's id or a file names; `preset` where it is one. */
export async function findNetwork(
  name: string,
): Promise<Result<{ spec: ArchitectureSpec; preset?: Preset }>> {
  const id = presetIds.find(preset => preset === name)
  if (id) return success({ spec: presets[id].spec, preset: presets[id] })
  try {
    const read = await readNetworkFile(name)
    return read.ok ? success({ spec: read.value }) : read
  } catch (error) {
    const reason = fileErrorCode(error)
    if (reason === undefined) throw error
    if (reason === 'ENOENT') return failure('network.unknown', { found: name, known: presetIds.join(', ') })
    return failure('network.cannot-read', { path: name, reason })
  }
}
