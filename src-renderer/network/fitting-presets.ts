import { fitToData } from '../../src-main/shared/architecture/fit-to-data.ts'
import { type PresetId, presetIds, presets } from '../../src-main/shared/architecture/presets/index.ts'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { Shape } from '../../src-main/shared/architecture/spec.ts'

/** The presets whose layers can follow pictures of `shape`. */
export const fittingPresets = (shape: Shape, classes: number): readonly PresetId[] =>
  presetIds.filter(id => inferShapes(fitToData(presets[id].spec, shape), classes).problems.length === 0)
