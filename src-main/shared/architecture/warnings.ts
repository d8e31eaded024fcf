import type { Problem } from '../result.ts'
import { problem } from '../result.ts'
import { isMark } from './marks.ts'
import { oneNumber, sizeText } from './sides.ts'
import type { ArchitectureSpec, Layer } from './spec.ts'
import type { NetworkSummary } from './summary.ts'

export interface Warning {
  readonly layerId: string
  /** `warning`: it would train, but hardly as it was meant; `note`: true of good networks too, and worth knowing. */
  readonly severity: 'warning' | 'note'
  readonly problem: Problem
}

/** What would train, but not well or not as it was meant. */
export function findWarnings(spec: ArchitectureSpec, summary: NetworkSummary): readonly Warning[] {
  const ofLayers = spec.layers.flatMap((layer, index) =>
    [
      noActivation(layer, spec.layers.slice(index + 1)),
      neighboursOfUnits(layer, spec.layers.slice(0, index)),
      ...slides(layer, summary.layers[index]?.shapes.output),
    ].flatMap(found => (found ? [{ layerId: layer.id, severity: 'warning', problem: found } as const] : [])),
  )
  return [...ofLayers, ...outputActivation(spec), ...mostParameters(summary)]
}

/** A convolution or dense layer that the next one follows with only linear layers between. Taking maxima and LRN are not linear. */
function noActivation(layer: Layer, behind: readonly Layer[]): Problem | undefined {
  if (!hasKernel(layer) || layer.activation !== 'none') return undefined
  const next = behind.find(other => hasKernel(other) || !isLinear(other))
  return next && hasKernel(next)
    ? problem('network.no-activation', { layer: layer.name, next: next.name })
    : undefined
}

const hasKernel = (layer: Layer) => layer.kind === 'conv2d' || layer.kind === 'dense'

function isLinear(layer: Layer): boolean {
  if ('activation' in layer) return layer.activation === 'none'
  if (layer.kind === 'pool') return layer.mode === 'average'
  return layer.kind === 'dropout' || layer.kind === 'global-average-pool'
}

function neighboursOfUnits(layer: Layer, before: readonly Layer[]): Problem | undefined {
  const read = before.findLast(other => !isMark(other))
  return layer.kind === 'lrn' && read?.kind === 'dense'
    ? problem('network.neighbours-of-units', { layer: layer.name, dense: read.name })
    : undefined
}

function slides(
  layer: Layer,
  output: { height: number; width: number } | undefined,
): readonly (Problem | undefined)[] {
  if (!output || (layer.kind !== 'conv2d' && layer.kind !== 'pool')) return []
  const { name, stride } = layer
  const window = layer.kind === 'conv2d' ? layer.kernel : layer.window
  const padding = layer.kind === 'conv2d' ? layer.padding : { height: 0, width: 0 }
  const skips =
    (output.height > 1 && stride.height > window.height) || (output.width > 1 && stride.width > window.width)
  const isTooWide = padding.height >= window.height || padding.width >= window.width
  return [
    skips
      ? problem('network.stride-skips', { layer: name, window: sizeText(window), stride: oneNumber(stride) })
      : undefined,
    isTooWide
      ? problem('network.padding-too-wide', {
          layer: name,
          kernel: sizeText(window),
          padding: oneNumber(padding),
        })
      : undefined,
  ]
}

function outputActivation({ layers }: ArchitectureSpec): readonly Warning[] {
  const last = layers.at(-1)
  if (last?.kind !== 'dense' || last.units !== 'classes' || last.activation === 'none') return []
  const params = { layer: last.name, activation: last.activation }
  return [{ layerId: last.id, severity: 'warning', problem: problem('network.output-activation', params) }]
}

const most = 0.6

/** A layer with more than 60 % of all parameters, as the first dense layer of LeNet, AlexNet and VGG is. */
function mostParameters({ layers, parameters, problems }: NetworkSummary): readonly Warning[] {
  const learning = layers.filter(layer => layer !== undefined && layer.parameters > 0)
  const largest = learning.find(layer => layer !== undefined && layer.parameters > most * parameters)
  if (!largest || learning.length === 1 || problems.length > 0) return []
  const percent = Math.round((100 * largest.parameters) / parameters)
  const params = { layer: largest.layer.name, percent, parameters }
  return [
    { layerId: largest.layer.id, severity: 'note', problem: problem('network.most-parameters', params) },
  ]
}
