import type { ConvolutionLayer } from '../spec.ts'
import { type Fix, fix } from './fix.ts'
import type { Place } from './index.ts'

/** Towers that do not divide the filters or what they read. */
export function towerFixes(place: Place): readonly (readonly Fix[])[] {
  const layer = convolutionAt(place)
  if (!layer) return []
  const { id: layerId, name, filters, groups = 1 } = layer
  const channels = channelsRead(place)
  const fewer = counts(groups - 1).filter(count => channels % count === 0 && filters % count === 0)
  return [
    layer.connections
      ? [
          fix(
            'remove-connections',
            { layer: name },
            { kind: 'change', layerId, layerKind: 'conv2d', values: { connections: undefined } },
          ),
        ]
      : [],
    fewer
      .filter(count => count > 1)
      .map(count =>
        fix('set-towers', { layer: name, groups: count }, { kind: 'set-towers', layerId, groups: count }),
      ),
    [setFilters(layer, groups * Math.max(Math.round(filters / groups), 1))],
    before(place, groups),
    [fix('one-tower', { layer: name }, { kind: 'set-towers', layerId, groups: 1 })],
  ]
}

/** A table whose rows are not the filters, or that names channels that are not there. */
export function connectionFixes(place: Place): readonly (readonly Fix[])[] {
  const layer = convolutionAt(place)
  if (!layer?.connections) return []
  const { id: layerId, name, connections } = layer
  const channels = channelsRead(place)
  const cut = connections
    .map(reads => [...new Set(reads)].filter(channel => channel >= 0 && channel < channels))
    .filter(reads => reads.length > 0)
  return [
    [setFilters(layer, connections.length)],
    [fix('lenet-connections', { layer: name }, { kind: 'set-connections', layerId, connections: 'lenet-5' })],
    [fix('cut-connections', { layer: name }, { kind: 'set-connections', layerId, connections: cut })],
    [fix('one-tower', { layer: name }, { kind: 'set-connections', layerId, connections: 'complete' })],
  ]
}

const convolutionAt = ({ spec, layerId }: Place) =>
  spec.layers.find((layer): layer is ConvolutionLayer => layer.id === layerId && layer.kind === 'conv2d')

function channelsRead({ spec, summary, layerId }: Place): number {
  const index = spec.layers.findIndex(({ id }) => id === layerId)
  return (summary.layers[index - 1]?.shapes.output ?? spec.input).channels
}

/** The filters of the convolution whose maps are read, rounded to what the towers divide. */
function before({ spec, layerId }: Place, groups: number): readonly Fix[] {
  const index = spec.layers.findIndex(({ id }) => id === layerId)
  const read = spec.layers.slice(0, index).findLast(({ kind }) => kind === 'conv2d' || kind === 'dense')
  if (read?.kind !== 'conv2d') return []
  return [setFilters(read, groups * Math.max(Math.round(read.filters / groups), 1))]
}

const setFilters = (layer: ConvolutionLayer, filters: number) =>
  fix(
    'set-filters',
    { layer: layer.name, filters },
    { kind: 'change', layerId: layer.id, layerKind: 'conv2d', values: { filters } },
  )

/** From `most` down to 1. */
const counts = (most: number) => Array.from({ length: Math.max(most, 0) }, (_, index) => most - index)
