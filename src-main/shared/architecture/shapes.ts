import { assertNever } from '../assert-never.ts'
import type { Problem } from '../result.ts'
import { problem } from '../result.ts'
import { isMark } from './marks.ts'
import { outputLength } from './output-length.ts'
import type { ArchitectureSpec, ConvolutionLayer, Layer, Shape, Size } from './spec.ts'

export interface LayerShapes {
  readonly input: Shape
  readonly output: Shape
}

export interface InferredShapes {
  /** One entry a layer, in order; undefined from the first layer that does not fit on. */
  readonly layers: readonly (LayerShapes | undefined)[]
  readonly problems: readonly { readonly layerId: string; readonly problem: Problem }[]
}

/** Shapes of every layer for `classes` classes. Total: never throws, whatever the network looks like. */
export function inferShapes(spec: ArchitectureSpec, classes: number): InferredShapes {
  const problems: { layerId: string; problem: Problem }[] = []
  let input: Shape | undefined = spec.input
  const layers = spec.layers.map(layer => {
    if (!input) return undefined
    const inferred = inferLayer(layer, input, classes)
    if ('code' in inferred) {
      problems.push({ layerId: layer.id, problem: inferred })
      input = undefined
      return undefined
    }
    const shapes = { input, output: inferred }
    input = inferred
    return shapes
  })
  const output = outputProblem(spec, classes)
  return { layers, problems: output ? [...problems, output] : problems }
}

/** The last layer must be dense, with as many units as there are classes. */
function outputProblem(
  { layers }: ArchitectureSpec,
  classes: number,
): InferredShapes['problems'][number] | undefined {
  const last = layers.at(-1)
  if (last?.kind === 'dense') {
    const { id, name, units } = last
    if (units === 'classes') return undefined
    return { layerId: id, problem: problem('network.output-units', { layer: name, units, classes }) }
  }
  const layerId = last?.id ?? ''
  const place = layers.findLastIndex(layer => !isMark(layer))
  const [before, behind] = [layers[place], layers[place + 1]]
  if (behind && before?.kind === 'dense' && before.units === 'classes') {
    const params = { layer: behind.name, output: before.name }
    return { layerId, problem: problem('network.behind-output', params) }
  }
  return { layerId, problem: problem('network.no-output', { layer: last?.name ?? '' }) }
}

function inferLayer(layer: Layer, input: Shape, classes: number): Shape | Problem {
  switch (layer.kind) {
    case 'conv2d':
      if (!connectionsFit(layer, input)) return problem('network.connections-invalid', { layer: layer.name })
      if (!groupsFit(layer, input)) return groupsProblem(layer, input)
      return slide(layer, input, layer.kernel, layer.stride, layer.padding, layer.filters)
    case 'pool':
      return slide(layer, input, layer.window, layer.stride, none, input.channels)
    case 'subsample':
      return slide(layer, input, layer.window, layer.window, none, input.channels)
    case 'global-average-pool':
      return { height: 1, width: 1, channels: input.channels }
    case 'lrn':
    case 'batch-norm':
    case 'dropout':
      return { height: input.height, width: input.width, channels: input.channels }
    case 'dense':
      return { height: 1, width: 1, channels: layer.units === 'classes' ? classes : layer.units }
    default:
      return assertNever(layer)
  }
}

/** Each filter reads at least one channel, none twice, and only such as there are. */
function connectionsFit({ connections, filters }: ConvolutionLayer, { channels }: Shape): boolean {
  if (!connections) return true
  const fits = (channel: number) => Number.isInteger(channel) && channel >= 0 && channel < channels
  const areOnce = (reads: readonly number[]) => new Set(reads).size === reads.length
  return (
    connections.length === filters &&
    connections.every(reads => reads.length > 0 && reads.every(fits) && areOnce(reads))
  )
}

/** Each tower has the same number of input channels and of filters, both whole. */
function groupsFit({ groups = 1, filters, connections }: ConvolutionLayer, { channels }: Shape): boolean {
  if (groups === 1) return true
  return (
    Number.isInteger(groups) &&
    groups > 1 &&
    !connections &&
    channels % groups === 0 &&
    filters % groups === 0
  )
}

const groupsProblem = (layer: ConvolutionLayer, { channels }: Shape): Problem =>
  problem('network.groups-do-not-fit', {
    layer: layer.name,
    groups: layer.groups ?? 1,
    filters: layer.filters,
    channels,
  })

const none: Size = { height: 0, width: 0 }

function slide(
  layer: Layer,
  input: Shape,
  window: Size,
  stride: Size,
  padding: Size,
  channels: number,
): Shape | Problem {
  const height = outputLength(input.height, window.height, stride.height, padding.height)
  const width = outputLength(input.width, window.width, stride.width, padding.width)
  if (height >= 1 && width >= 1) return { height, width, channels }
  return problem('network.window-does-not-fit', {
    layer: layer.name,
    neededHeight: window.height - 2 * padding.height,
    neededWidth: window.width - 2 * padding.width,
    foundHeight: input.height,
    foundWidth: input.width,
  })
}
