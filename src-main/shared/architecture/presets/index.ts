import { alexnets } from './alexnet.ts'
import { lenets } from './lenet.ts'
import type { Preset } from './preset.ts'
import { vggs } from './vgg.ts'

export type { Preset }

const all = { ...lenets, ...alexnets, ...vggs }

export type PresetId = keyof typeof all

export const presets: Readonly<Record<PresetId, Preset>> = all

export const presetIds = Object.keys(all) as readonly PresetId[]

const idsOf = <Id extends PresetId>(family: Readonly<Record<Id, Preset>>) =>
  Object.keys(family) as readonly PresetId[]

/** The presets by the network that they are variants of. */
export const presetFamilies = { lenet: idsOf(lenets), alexnet: idsOf(alexnets), vgg: idsOf(vggs) } as const

export type PresetFamily = keyof typeof presetFamilies

export const familyOf = (id: PresetId): PresetFamily =>
  id in lenets ? 'lenet' : id in alexnets ? 'alexnet' : 'vgg'
