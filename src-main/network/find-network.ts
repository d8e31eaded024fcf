import { readFile } from 'node:fs/promises'
import { type Preset, type PresetId, presetIds, presets } from '../shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { specSchema } from './spec-schema.ts'

/** The network that a preset's id or a file names; `preset` where it is one. */
export async function findNetwork(
  name: string,
): Promise<Result<{ spec: ArchitectureSpec; preset?: Preset }>> {
  const preset = presets[name as PresetId]
  if (preset && presetIds.includes(name as PresetId)) return success({ spec: preset.spec, preset })
  let json: unknown
  try {
    json = JSON.parse(await readFile(name, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError)
      return failure('network.invalid-file', { path: name, found: error.message })
    return failure('network.unknown', { found: name, known: presetIds.join(', ') })
  }
  const parsed = specSchema.safeParse(json)
  if (parsed.success) return success({ spec: parsed.data })
  const issue = parsed.error.issues[0]
  return failure('network.invalid-file', { path: name, found: `${issue?.path.join('.')}: ${issue?.message}` })
}
