import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PresetId, presets } from '../../src-main/shared/architecture/presets/index.ts'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import { figureColumns } from './columns.ts'
import { figureGroups } from './groups.ts'
import { layoutFigure } from './layout.ts'

const linkIds = (spec: ArchitectureSpec) => {
  const groups = figureGroups(figureColumns(spec, inferShapes(spec, 3).layers), () => [])
  return layoutFigure(groups, { width: 840, blockHeight: 240 }).links.map(({ id }) => id)
}

/** A preset broken at each place: the strides are larger than the maps. */
test.each(['lenet-5', 'alexnet', 'alexnet-small', 'vgg-small'] as const satisfies readonly PresetId[])(
  'every link of %s has a name of its own, whichever layer does not fit',
  id => {
    const { spec } = presets[id]
    fc.assert(
      fc.property(fc.constantFrom(...spec.layers), fc.integer({ min: 1, max: 63 }), (layer, side) => {
        const broken = {
          ...spec,
          input: { ...spec.input, height: 32, width: 32 },
          layers: spec.layers.map(other =>
            other.id === layer.id && 'stride' in other
              ? { ...other, stride: { height: side, width: side } }
              : other,
          ),
        }
        const ids = linkIds(broken)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { seed: 1 },
    )
  },
)
