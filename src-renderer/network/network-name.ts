import { type PresetId, presetOf } from '../../src-main/shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { RunRecord } from '../../src-main/shared/contract/runs.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'

/** What a network is called in the person's language; one that was renamed keeps the name it was given. */
export function networkName(t: Messages, { id, name }: Pick<ArchitectureSpec, 'id' | 'name'>): string {
  return presetOf(id)?.spec.name === name ? t.network.presetNames[id as PresetId] : name
}

/** A run's name with the name of its network, which it begins with, in the person's language. */
export function runName(t: Messages, { name, spec }: Pick<RunRecord, 'name' | 'spec'>): string {
  return name.startsWith(spec.name) ? networkName(t, spec) + name.slice(spec.name.length) : name
}

/** A name to keep a network under, which none has yet: that of the preset it was made from as one's own, else its own with a number. */
export function suggestName(
  t: Messages,
  { id, name }: Pick<ArchitectureSpec, 'id' | 'name'>,
  taken: readonly string[],
): string {
  const stem = presetOf(id) ? t.editor.mine.suggested({ name: t.network.presetNames[id as PresetId] }) : name
  for (let number = 1; ; number++) {
    const suggested = number === 1 ? stem : `${stem} ${number}`
    if (!taken.includes(suggested)) return suggested
  }
}
