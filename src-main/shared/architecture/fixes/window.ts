import type { Edit } from '../edits.ts'
import { fitLayers } from '../fit-layers.ts'
import { eachSide, isSameSize, oneNumber, sizeText, square } from '../sides.ts'
import { smallestInput } from '../smallest-input.ts'
import type { Layer, Size } from '../spec.ts'
import { type Fix, fix } from './fix.ts'
import type { Place } from './index.ts'

/** A window that is larger than the map it reads. */
export function windowFixes(place: Place): readonly (readonly Fix[])[] {
  const { spec, summary, layerId, hasPictures } = place
  const index = spec.layers.findIndex(({ id }) => id === layerId)
  const layer = spec.layers[index]
  if (!layer) return []
  const found = summary.layers[index - 1]?.shapes.output ?? spec.input
  const before = spec.layers.slice(0, index)
  const strides = before
    .toReversed()
    .map(gentler)
    .filter(choices => choices.length > 0)
  const pool = [...before, layer].findLast(({ kind }) => kind === 'pool' || kind === 'subsample')
  const fit = fitPictures(place)
  return [
    ...(hasPictures ? [fit] : []),
    ...strides.slice(0, 2),
    wider(layer, found),
    pool ? [fix('remove', { layer: pool.name }, { kind: 'remove', layerId: pool.id })] : [],
    ...(hasPictures ? [] : [larger(place)]),
    smaller(layer, found),
    ...(hasPictures ? [] : [fit]),
  ]
}

const change = ({ id, kind }: Layer, values: object) =>
  ({ kind: 'change', layerId: id, layerKind: kind, values }) as unknown as Edit

/** Each smaller stride, the largest first. */
function gentler(layer: Layer): readonly Fix[] {
  if (layer.kind !== 'conv2d' && layer.kind !== 'pool') return []
  const most = Math.max(layer.stride.height, layer.stride.width) - 1
  return Array.from({ length: most }, (_, less) => {
    const stride = eachSide(side => Math.min(layer.stride[side], most - less))
    return fix('set-stride', { layer: layer.name, stride: oneNumber(stride) }, change(layer, { stride }))
  })
}

/** The padding with which the kernel just fits. */
function wider(layer: Layer, found: Size): readonly Fix[] {
  if (layer.kind !== 'conv2d') return []
  const padding = eachSide(side =>
    Math.max(layer.padding[side], Math.ceil((layer.kernel[side] - found[side]) / 2)),
  )
  return [fix('set-padding', { layer: layer.name, padding: oneNumber(padding) }, change(layer, { padding }))]
}

/** The largest window that fits; an odd kernel stays odd. */
function smaller(layer: Layer, found: Size): readonly Fix[] {
  const { name } = layer
  if (layer.kind === 'conv2d') {
    const kernel = eachSide(side => {
      const room = Math.min(layer.kernel[side], found[side] + 2 * layer.padding[side])
      return layer.kernel[side] % 2 === 1 && room % 2 === 0 ? room - 1 : room
    })
    return [fix('set-kernel', { layer: name, size: sizeText(kernel) }, change(layer, { kernel }))]
  }
  if (layer.kind !== 'pool' && layer.kind !== 'subsample') return []
  const window = eachSide(side => Math.min(layer.window[side], found[side]))
  // A window of one value pools nothing.
  if (isSameSize(window, square(1))) return []
  return [fix('set-window', { layer: name, size: sizeText(window) }, change(layer, { window }))]
}

function larger({ spec, classes }: Place): readonly Fix[] {
  const size = smallestInput(spec, classes)
  return size ? [fix('set-input', { size: sizeText(size) }, { kind: 'set-input', input: size })] : []
}

function fitPictures({ spec, classes }: Place): readonly Fix[] {
  const edits = fitLayers(spec, classes)
  if (!edits || edits.length === 0) return []
  const changed = spec.layers.filter(({ id }) => edits.some(({ layerId }) => layerId === id))
  const layers = changed.map(({ name }) => name).join(', ')
  return [fix('fit-to-pictures', { size: sizeText(spec.input), layers }, { kind: 'several', edits })]
}
