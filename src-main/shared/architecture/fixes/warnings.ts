import type { Edit } from '../edits.ts'
import { nextName } from '../names.ts'
import { usualActivation } from '../new-layer.ts'
import { eachSide, oneNumber } from '../sides.ts'
import type { Activation, Layer } from '../spec.ts'
import { type Fix, fix } from './fix.ts'
import type { Place } from './index.ts'

/** Ways out of what would train, but not well. */
export function warningFixes(place: Place): readonly (readonly Fix[])[] {
  const { spec, problem, layerId } = place
  const layer = spec.layers.find(({ id }) => id === layerId)
  if (!layer) return []
  switch (problem.code) {
    case 'network.no-activation':
      return [[setActivation(layer, usualActivation(spec.layers))]]
    case 'network.output-activation':
      return [[setActivation(layer, 'none')]]
    case 'network.neighbours-of-units':
      return [[fix('remove', { layer: layer.name }, { kind: 'remove', layerId })]]
    case 'network.stride-skips':
    case 'network.padding-too-wide':
      return [slideFix(layer, problem.code)]
    case 'network.most-parameters':
      return [average(place, layer), fewerUnits(layer)]
    default:
      return []
  }
}

const setActivation = ({ id, kind, name }: Layer, activation: Activation): Fix =>
  fix('set-activation', { layer: name, activation }, {
    kind: 'change',
    layerId: id,
    layerKind: kind,
    values: { activation },
  } as Edit)

function slideFix(layer: Layer, code: 'network.stride-skips' | 'network.padding-too-wide'): readonly Fix[] {
  const { id: layerId, name } = layer
  if (layer.kind !== 'conv2d' && layer.kind !== 'pool') return []
  const window = layer.kind === 'conv2d' ? layer.kernel : layer.window
  if (code === 'network.stride-skips') {
    const stride = eachSide(side => Math.min(layer.stride[side], window[side]))
    const edit = { kind: 'change', layerId, layerKind: layer.kind, values: { stride } } as const
    return [fix('set-stride', { layer: name, stride: oneNumber(stride) }, edit as Edit)]
  }
  if (layer.kind !== 'conv2d') return []
  const padding = eachSide(side => Math.min(layer.padding[side], Math.floor((window[side] - 1) / 2)))
  return [
    fix(
      'set-padding',
      { layer: name, padding: oneNumber(padding) },
      { kind: 'change', layerId, layerKind: 'conv2d', values: { padding } },
    ),
  ]
}

/** The means of the maps in place of the maps, as Lin, Chen and Yan 2013 (section 3.2) have it, before a dense layer. */
function average({ spec, summary }: Place, { id, kind, name }: Layer): readonly Fix[] {
  const index = spec.layers.findIndex(layer => layer.id === id)
  const input = summary.layers[index]?.shapes.input
  if (kind !== 'dense' || !input || input.height * input.width === 1) return []
  const layer = nextName('global-average-pool', spec.layers)
  const edit = { kind: 'insert', layerKind: 'global-average-pool', index } as const
  return [fix('add-average', { layer, before: name }, edit)]
}

/** A half or a quarter of the units. */
function fewerUnits(layer: Layer): readonly Fix[] {
  if (layer.kind !== 'dense' || layer.units === 'classes') return []
  return [layer.units / 2, layer.units / 4].filter(Number.isInteger).map(units => {
    const edit = { kind: 'change', layerId: layer.id, layerKind: 'dense', values: { units } } as const
    return fix('set-units', { layer: layer.name, units }, edit)
  })
}
