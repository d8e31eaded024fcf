import { isSameData } from '../same-data.ts'
import type { ArchitectureSpec } from '../spec.ts'
import { alexnets } from './alexnet.ts'
import { lenets } from './lenet.ts'
import type { Preset } from './preset.ts'
import { vggs } from './vgg.ts'

export type { Preset }

const all = { ...lenets, ...alexnets, ...vggs }

export type PresetId = keyof typeof all

export const presets: Readonly<Record<PresetId, Preset>> = all

export const presetIds = Object.keys(all) as readonly PresetId[]

/** The preset of an id; undefined for a network of one's own. */
export const presetOf = (id: string): Preset | undefined =>
  Object.hasOwn(all, id) ? presets[id as PresetId] : undefined

/** The preset that a network is, whatever its name; undefined where it was changed since. */
export function presetAsMade(spec: ArchitectureSpec): Preset | undefined {
  const preset = presetOf(spec.id)
  return preset && isSameData({ ...spec, name: preset.spec.name }, preset.spec) ? preset : undefined
}

const idsOf = <Id extends PresetId>(family: Readonly<Record<Id, Preset>>) =>
  Object.keys(family) as readonly PresetId[]

/** The presets by the network that they are variants of. */
export const presetFamilies = { lenet: idsOf(lenets), alexnet: idsOf(alexnets), vgg: idsOf(vggs) } as const

export type PresetFamily = keyof typeof presetFamilies

export const familyOf = (id: PresetId): PresetFamily =>
  id in lenets ? 'lenet' : id in alexnets ? 'alexnet' : 'vgg'
