import type { Edit } from '../edits.ts'
import { isMark } from '../marks.ts'
import { outputLayer } from '../new-layer.ts'
import { type Fix, fix } from './fix.ts'
import type { Place } from './index.ts'

/** A network that does not end in one unit a class. */
export function outputFixes({ spec, classes }: Place): readonly (readonly Fix[])[] {
  const { layers } = spec
  const added = outputLayer(spec)
  const add = fix(
    'add-output',
    { layer: added.name, classes },
    { kind: 'paste', layers: [added], index: layers.length },
  )
  const last = layers.at(-1)
  if (last?.kind === 'dense') {
    const tie = fix(
      'set-output',
      { layer: last.name, classes },
      { kind: 'change', layerId: last.id, layerKind: 'dense', values: { units: 'classes' } },
    )
    // What has an activation is rather a hidden layer.
    return last.activation === 'none' ? [[tie], [add]] : [[add], [tie]]
  }
  const behind = layers.slice(layers.findLastIndex(layer => !isMark(layer)) + 1)
  const edits = behind.map(({ id }): Edit => ({ kind: 'remove', layerId: id }))
  const names = behind.map(({ name }) => name).join(', ')
  return [[fix('remove-behind', { layers: names }, { kind: 'several', edits })], [add]]
}
