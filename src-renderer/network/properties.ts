import { kernelCount } from '../../src-main/shared/architecture/counts.ts'
import type { LayerShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { ArchitectureSpec, Initializer, Layer } from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import { oneNumber, outputText, rateText, shapeText, sizeText } from './words.ts'

export interface Property {
  readonly name: string
  readonly value: string
  /** What the value means, in a few words more. */
  readonly hint?: string
}

export function inputProperties(t: Messages, input: ArchitectureSpec['input']): readonly Property[] {
  const [low, high] = input.range
  return [
    { name: t.network.card.output, value: shapeText(input) },
    { name: t.network.card.range, value: `${low} … ${high}` },
  ]
}

/** A layer's settings, in the order in which they act. */
export function layerProperties(t: Messages, layer: Layer, shapes: LayerShapes): readonly Property[] {
  const { card } = t.network
  return [
    { name: card.reads, value: outputText(layer.kind, shapes.input) },
    ...settings(t, layer, shapes),
    { name: card.output, value: outputText(layer.kind, shapes.output) },
  ]
}

function settings(t: Messages, layer: Layer, { input, output }: LayerShapes): readonly Property[] {
  const { card, activations, poolModes } = t.network
  switch (layer.kind) {
    case 'conv2d': {
      const used = t.format.count(kernelCount(layer, input.channels))
      const all = t.format.count(layer.filters * input.channels)
      const towers = layer.groups ?? 1
      return [
        { name: card.filters, value: t.format.count(layer.filters) },
        { name: card.kernel, value: sizeText(layer.kernel) },
        { name: card.stride, value: oneNumber(layer.stride) },
        { name: card.padding, value: oneNumber(layer.padding) },
        ...(towers > 1 ? [{ name: card.towers, value: t.format.count(towers) }] : []),
        ...(layer.connections
          ? [{ name: card.connections, value: card.someConnections({ used, all }) }]
          : []),
        { name: card.activation, value: activations[layer.activation] },
        startingWeights(t, layer.initializer),
      ]
    }
    case 'pool':
      return [
        { name: card.mode, value: poolModes[layer.mode] },
        { name: card.window, value: sizeText(layer.window) },
        { name: card.stride, value: oneNumber(layer.stride) },
      ]
    case 'subsample':
      return [
        { name: card.window, value: sizeText(layer.window) },
        { name: card.stride, value: oneNumber(layer.window) },
        { name: card.activation, value: activations[layer.activation] },
      ]
    case 'global-average-pool':
      return [{ name: card.mode, value: poolModes.average }]
    case 'lrn':
      return [
        { name: card.neighbours, value: t.format.count(layer.size) },
        { name: card.lrnConstants, value: `${layer.k}, ${layer.alpha}, ${layer.beta}` },
      ]
    case 'batch-norm':
      return [
        { name: card.movingShare, value: `${layer.momentum}` },
        { name: card.epsilon, value: `${layer.epsilon}` },
        { name: card.activation, value: activations[layer.activation] },
      ]
    case 'dropout':
      return [{ name: card.rate, value: rateText(t, layer.rate) }]
    case 'dense': {
      const units = t.format.count(output.channels)
      return [
        { name: card.units, value: layer.units === 'classes' ? card.unitsClasses({ units }) : units },
        { name: card.activation, value: activations[layer.activation] },
        startingWeights(t, layer.initializer),
      ]
    }
    default:
      return assertNever(layer)
  }
}

function startingWeights({ network }: Messages, initializer: Initializer): Property {
  const kind = typeof initializer === 'string' ? initializer : initializer.kind
  const deviation = typeof initializer === 'string' ? '' : ` ${initializer.deviation}`
  return {
    name: network.card.initializer,
    value: network.initializers[kind] + deviation,
    hint: network.initializerHints[kind],
  }
}
