import type { PropertyDifference, PropertyValue } from '../../src-main/shared/architecture/compare.ts'
import type { Activation, PoolLayer } from '../../src-main/shared/architecture/spec.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import { oneNumber } from './words.ts'

/** What a property is called where networks are compared. */
export function propertyName(t: Messages, property: PropertyDifference['property']): string {
  const { card } = t.network
  const { editor } = t
  const names: Readonly<Record<PropertyDifference['property'], string>> = {
    name: editor.mine.name,
    filters: card.filters,
    kernel: card.kernel,
    stride: card.stride,
    padding: card.padding,
    activation: card.activation,
    initializer: card.initializer,
    biasStart: editor.biasStart,
    groups: card.towers,
    connections: card.connections,
    mode: card.mode,
    window: card.window,
    units: card.units,
    size: card.neighbours,
    k: editor.lrn.k,
    alpha: editor.lrn.alpha,
    beta: editor.lrn.beta,
    momentum: card.movingShare,
    epsilon: card.epsilon,
    rate: card.rate,
  }
  return names[property]
}

/** A property's value in words; a dash where the layer has it not. */
export function valueText(t: Messages, property: string, value: PropertyValue | null): string {
  if (value === null) return property === 'connections' ? t.editor.connections.all : '–'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return wordOf(t, property, value)
  if ('height' in value) return oneNumber(value)
  if ('deviation' in value) return `${t.editor.initializers.normal} ${value.deviation}`
  return t.editor.compare.kernels({
    count: t.format.count(value.reduce((sum, reads) => sum + reads.length, 0)),
  })
}

function wordOf(t: Messages, property: string, value: string): string {
  if (property === 'activation') return t.network.activations[value as Activation]
  if (property === 'mode') return t.network.poolModes[value as PoolLayer['mode']]
  if (property === 'initializer') return t.editor.initializers[value as 'glorot' | 'he']
  return property === 'units' ? t.editor.unitsFollow.classes : value
}
