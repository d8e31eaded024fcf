import { fitToData } from '../../src-main/shared/architecture/fit-to-data.ts'
import {
  familyOf,
  type PresetFamily,
  type PresetId,
  presetFamilies,
  presets,
} from '../../src-main/shared/architecture/presets/index.ts'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import { smallestInput } from '../../src-main/shared/architecture/smallest-input.ts'
import type { Shape } from '../../src-main/shared/architecture/spec.ts'

/** The variant that a family's name stands for. */
const bestKnown: Record<PresetFamily, PresetId> = { lenet: 'lenet-modern', alexnet: 'alexnet', vgg: 'vgg-16' }
const mostOffered = 2

/** Whether a preset's layers can follow pictures of `shape`. */
export const canFollow = (id: PresetId, shape: Shape, classes: number): boolean =>
  inferShapes(fitToData(presets[id].spec, shape), classes).problems.length === 0

/** Side in pixels of the smallest square pictures that a preset's layers can follow. */
export function smallestSide(id: PresetId, channels: number, classes: number): number {
  const { height, width, range } = presets[id].spec.input
  const spec = { ...presets[id].spec, input: { height: 1, width: 1, channels, range } }
  const size = smallestInput(spec, classes) ?? { height, width }
  return Math.max(size.height, size.width)
}

/**
 * The variant of a family to begin with: without pictures (null) the best known one; with pictures, of those whose layers can
 * follow them, the one that was made for the nearest size.
 */
export function firstVariant(family: PresetFamily, shape: Shape | null, classes: number): PresetId {
  return (shape && nearest(family, shape, classes)[0]) || bestKnown[family]
}

/** What to use where a preset's layers cannot follow the pictures: variants of the same family, else one of each other. */
export function alternatives(id: PresetId, shape: Shape, classes: number): readonly PresetId[] {
  const own = nearest(familyOf(id), shape, classes)
  if (own.length > 0) return own.slice(0, mostOffered)
  return families.flatMap(family => nearest(family, shape, classes).slice(0, 1))
}

const families = Object.keys(presetFamilies) as readonly PresetFamily[]

/** A family's variants that can follow, those made for the nearest size first. */
function nearest(family: PresetFamily, shape: Shape, classes: number): readonly PresetId[] {
  const distance = (id: PresetId) => Math.abs(Math.log(presets[id].spec.input.height / shape.height))
  const others = presetFamilies[family].filter(id => id !== bestKnown[family])
  return [bestKnown[family], ...others]
    .filter(id => canFollow(id, shape, classes))
    .toSorted((one, other) => distance(one) - distance(other))
}
