import { alexnets } from './alexnet.ts'
import { lenets } from './lenet.ts'
import type { Preset } from './preset.ts'
import { vggs } from './vgg.ts'

export type { Preset }

const all = { ...lenets, ...alexnets, ...vggs }

export type PresetId = keyof typeof all

export const presets: Readonly<Record<PresetId, Preset>> = all

export const presetIds = Object.keys(all) as readonly PresetId[]
