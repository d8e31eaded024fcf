import { applyEdit, type ChangeEdit } from './edits.ts'
import { inferShapes, type LayerShapes } from './shapes.ts'
import { eachSide } from './sides.ts'
import type { ArchitectureSpec, ConvolutionLayer, Layer, Size } from './spec.ts'

/**
 * What makes the layers of a network follow pictures that are too small for it, without touching channels, towers or units. While a
 * window does not fit, of the layers before it
 * 1. the convolution with the largest stride, of equals the first, strides by one less; its kernel and padding shrink in proportion (to
 *    the nearest odd size, 3 at least, if it was larger), so that windows overlap as before: AlexNet's 11x11 by 4 becomes 3x3 by 1;
 * 2. where all convolutions stride by 1, the last pooling that strides by more does so by one less;
 * 3. where none of them strides, the window shrinks to what there is.
 * One edit a layer that changes; null where another problem comes first.
 */
export function fitLayers(spec: ArchitectureSpec, classes: number): readonly ChangeEdit[] | null {
  let fitted = spec
  for (;;) {
    const { problems, layers } = inferShapes(fitted, classes)
    const [first] = problems
    if (!first || isOfOutput(first.problem.code)) break
    if (first.problem.code !== 'network.window-does-not-fit') return null
    const index = fitted.layers.findIndex(({ id }) => id === first.layerId)
    const edit = gentler(fitted.layers.slice(0, index)) ?? shrunk(fitted, layers, index)
    const next = edit ? applyEdit(fitted, edit) : fitted
    if (next === fitted) return null
    fitted = next
  }
  return fitted.layers.flatMap((layer, index) => changed(spec.layers[index]!, layer))
}

const isOfOutput = (code: string) =>
  code === 'network.no-output' || code === 'network.output-units' || code === 'network.behind-output'

const strideOf = (layer: Layer) =>
  layer.kind === 'conv2d' || layer.kind === 'pool' ? Math.max(layer.stride.height, layer.stride.width) : 1

function gentler(layers: readonly Layer[]): ChangeEdit | null {
  const convolutions = layers.filter(layer => layer.kind === 'conv2d')
  const largest = Math.max(1, ...convolutions.map(strideOf))
  const convolution = convolutions.find(layer => strideOf(layer) === largest)
  if (convolution && largest > 1) {
    return edit(convolution, scaled(convolution, largest - 1))
  }
  const pool = layers.filter(layer => layer.kind === 'pool').findLast(layer => strideOf(layer) > 1)
  return pool ? edit(pool, { stride: eachSide(side => atMost(pool.stride, strideOf(pool) - 1)[side]) }) : null
}

/** A convolution whose strides are at most `stride`. */
function scaled({ kernel, stride, padding }: ConvolutionLayer, most: number) {
  const strides = atMost(stride, most)
  const kernels = eachSide(side => {
    const odd = 2 * Math.round(((kernel[side] * strides[side]) / stride[side] - 1) / 2) + 1
    return strides[side] === stride[side] ? kernel[side] : Math.min(Math.max(odd, 3), kernel[side])
  })
  const paddings = eachSide(side => {
    const [half, was] = [(kernels[side] - 1) / 2, (kernel[side] - 1) / 2]
    if (kernels[side] === kernel[side] || was === 0) return padding[side]
    return Math.round((padding[side] / was) * half)
  })
  return { kernel: kernels, stride: strides, padding: paddings }
}

const atMost = (size: Size, most: number) => eachSide(side => Math.min(size[side], most))

function shrunk(
  { layers, input }: ArchitectureSpec,
  shapes: readonly (LayerShapes | undefined)[],
  index: number,
): ChangeEdit | null {
  const layer = layers[index]
  const found = shapes[index - 1]?.output ?? input
  if (layer?.kind === 'conv2d') {
    const kernel = eachSide(side => Math.min(layer.kernel[side], found[side] + 2 * layer.padding[side]))
    return edit(layer, { kernel })
  }
  if (layer?.kind !== 'pool' && layer?.kind !== 'subsample') return null
  return edit(layer, { window: eachSide(side => Math.min(layer.window[side], found[side])) })
}

const edit = ({ id, kind }: Layer, values: object) =>
  ({ kind: 'change', layerId: id, layerKind: kind, values }) as unknown as ChangeEdit

/** The edit that makes one layer of the other. */
function changed(from: Layer, to: Layer): readonly ChangeEdit[] {
  if (from === to) return []
  const before = Object.entries(from)
  const values = Object.entries(to).filter(([property, value]) =>
    before.some(([name, was]) => name === property && was !== value),
  )
  return [edit(to, Object.fromEntries(values))]
}
