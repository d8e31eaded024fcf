import { alignLayers } from './align-layers.ts'
import { isSameSize } from './sides.ts'
import type { ArchitectureSpec, Initializer, Layer, LayerKind, LayerOfKind, Shape, Size } from './spec.ts'
import { type LayerSummary, type NetworkSummary, summarize } from './summary.ts'

type Property = { [Kind in LayerKind]: Exclude<keyof LayerOfKind<Kind>, 'kind' | 'id'> }[LayerKind]
export type PropertyValue =
  | number
  | string
  | Size
  | Exclude<Initializer, string>
  | readonly (readonly number[])[]

/** A property that two layers have otherwise; null: one of both has it not. */
export interface PropertyDifference {
  readonly property: Property
  readonly here: PropertyValue | null
  readonly there: PropertyValue | null
}

/** A layer of one network beside the one of the other that stands for it; null where none does. */
export interface LayerComparison {
  readonly here: ComparedLayer | null
  readonly there: ComparedLayer | null
  /** Empty where only one network has the layer, or both have it alike. */
  readonly properties: readonly PropertyDifference[]
}

export interface ComparedLayer {
  readonly layer: Layer
  /** Undefined where the network's layers do not fit so far. */
  readonly summary: LayerSummary | undefined
}

export interface NetworkComparison {
  /** All layers in order, alike ones too. */
  readonly layers: readonly LayerComparison[]
  /** Null where both read the same pictures in the same way. */
  readonly input: {
    readonly here: ArchitectureSpec['input']
    readonly there: ArchitectureSpec['input']
  } | null
  readonly here: NetworkSummary
  readonly there: NetworkSummary
}

/** Two networks, layer by layer and property by property, for `classes` classes. */
export function compareNetworks(
  here: ArchitectureSpec,
  there: ArchitectureSpec,
  classes: number,
): NetworkComparison {
  const [mine, theirs] = [summarize(here, classes), summarize(there, classes)]
  const at = ({ layers }: ArchitectureSpec, summary: NetworkSummary, index: number | null) => {
    const layer = index === null ? undefined : layers[index]
    return layer && index !== null ? { layer, summary: summary.layers[index] } : null
  }
  const layers = alignLayers(here.layers, there.layers).map(([i, j]): LayerComparison => {
    const pair = { here: at(here, mine, i), there: at(there, theirs, j) }
    return {
      ...pair,
      properties: pair.here && pair.there ? propertiesThatDiffer(pair.here.layer, pair.there.layer) : [],
    }
  })
  const input = isSameInput(here.input, there.input) ? null : { here: here.input, there: there.input }
  return { layers, input, here: mine, there: theirs }
}

/** Whether both are the same network but for what they are called. */
export const isSameNetwork = (here: ArchitectureSpec, there: ArchitectureSpec): boolean =>
  here === there ||
  (isSameInput(here.input, there.input) &&
    here.layers.length === there.layers.length &&
    here.layers.every((layer, index) => {
      const other = there.layers[index]!
      return layer === other || (layer.kind === other.kind && propertiesThatDiffer(layer, other).length === 0)
    }))

function propertiesThatDiffer(here: Layer, there: Layer): readonly PropertyDifference[] {
  const [mine, theirs] = [valuesOf(here), valuesOf(there)]
  const properties = [...new Set([...mine.keys(), ...theirs.keys()])]
  return properties.flatMap(property => {
    const pair = { here: mine.get(property) ?? null, there: theirs.get(property) ?? null }
    return JSON.stringify(pair.here) === JSON.stringify(pair.there) ? [] : [{ property, ...pair }]
  })
}

/** What is left unsaid is said: one tower, biases that start at 0. */
function valuesOf(layer: Layer): ReadonlyMap<Property, PropertyValue> {
  const { kind, id, ...values } = layer
  const unsaid = kind === 'conv2d' ? { groups: 1, biasStart: 0 } : kind === 'dense' ? { biasStart: 0 } : {}
  return new Map(Object.entries({ ...unsaid, ...values }) as [Property, PropertyValue][])
}

const isSameInput = (
  here: Shape & { range: readonly number[] },
  there: Shape & { range: readonly number[] },
) =>
  isSameSize(here, there) &&
  here.channels === there.channels &&
  here.range.every((end, index) => end === there.range[index])
