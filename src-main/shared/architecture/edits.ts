import { assertNever } from '../assert-never.ts'
import { type Connections, c3Connections } from './connections.ts'
import { allows, channelChoices, inputLimits, isWithinLimits, mostInName, mostLayers } from './limits.ts'
import { freeName, nextName } from './names.ts'
import { newLayer } from './new-layer.ts'
import type { ArchitectureSpec, Layer, LayerKind, LayerOfKind } from './spec.ts'

/** Values of some of a layer's properties; undefined takes an optional one away (`groups`, `connections`, `biasStart`). */
export type LayerValues<Kind extends LayerKind> = {
  readonly [Property in keyof Omit<LayerOfKind<Kind>, 'kind' | 'id' | 'name'>]?:
    | LayerOfKind<Kind>[Property]
    | undefined
}

/** Changes properties of a layer; nothing where the layer is of another kind by now. */
export type ChangeEdit = {
  [Kind in LayerKind]: {
    readonly kind: 'change'
    readonly layerId: string
    readonly layerKind: Kind
    readonly values: LayerValues<Kind>
  }
}[LayerKind]

/** What a person can do to a network: buttons, keys, menus and the fixes of problems all say it in these. */
export type Edit =
  | ChangeEdit
  /** A new layer at `index`, 0 being before the first. */
  | { readonly kind: 'insert'; readonly layerKind: LayerKind; readonly index: number }
  /** Layers copied from this network or another, put in at `index` with ids and names of their own. */
  | { readonly kind: 'paste'; readonly layers: readonly Layer[]; readonly index: number }
  | { readonly kind: 'remove'; readonly layerId: string }
  | { readonly kind: 'duplicate'; readonly layerId: string }
  /** `index`: where the layer stands afterwards. */
  | { readonly kind: 'move'; readonly layerId: string; readonly index: number }
  /** A name that another layer has is made free with a number. */
  | { readonly kind: 'rename'; readonly layerId: string; readonly name: string }
  /** Another layer, of any kind, in the place and with the id of this one. */
  | { readonly kind: 'replace-layer'; readonly layerId: string; readonly layer: Layer }
  /** Towers of a convolution; 1: none. A connection table goes. */
  | { readonly kind: 'set-towers'; readonly layerId: string; readonly groups: number }
  /** What each filter reads. LeNet-5's is C3's table, with its 16 filters; `complete`: everything. Towers go. */
  | {
      readonly kind: 'set-connections'
      readonly layerId: string
      readonly connections: Connections | 'lenet-5' | 'complete'
    }
  | { readonly kind: 'set-input'; readonly input: Partial<ArchitectureSpec['input']> }
  | { readonly kind: 'rename-network'; readonly name: string }
  | { readonly kind: 'replace-network'; readonly spec: ArchitectureSpec }
  /** One after the other, as one step. */
  | { readonly kind: 'several'; readonly edits: readonly Edit[] }

/**
 * The network after an edit. Total: where the edit names a layer that is not there, or asks for a value outside the limits, the network
 * stays the same object. Ids and names stay unique. Whether the layers still fit each other is for `inferShapes` to say.
 */
export function applyEdit(spec: ArchitectureSpec, edit: Edit): ArchitectureSpec {
  switch (edit.kind) {
    case 'change':
      return changeLayer(spec, edit.layerId, layer =>
        layer.kind === edit.layerKind ? withValues(layer, edit.values) : layer,
      )
    case 'insert':
      return isPlace(edit.index, spec)
        ? paste(spec, edit.index, [newLayer(edit.layerKind, spec, edit.index)])
        : spec
    case 'paste':
      return isPlace(edit.index, spec) ? paste(spec, edit.index, edit.layers) : spec
    case 'remove':
      return withLayers(
        spec,
        spec.layers.filter(({ id }) => id !== edit.layerId),
      )
    case 'duplicate': {
      const index = indexOf(spec, edit.layerId)
      const layer = spec.layers[index]
      return layer ? paste(spec, index + 1, [{ ...layer, name: nextName(layer.kind, spec.layers) }]) : spec
    }
    case 'move':
      return move(spec, indexOf(spec, edit.layerId), edit.index)
    case 'rename':
      return changeLayer(spec, edit.layerId, layer => ({
        ...layer,
        name: freeName(edit.name, namesBut(spec, layer)),
      }))
    case 'replace-layer':
      return changeLayer(spec, edit.layerId, layer => ({
        ...edit.layer,
        id: layer.id,
        name: freeName(edit.layer.name, namesBut(spec, layer)),
      }))
    case 'set-towers':
      return changeLayer(spec, edit.layerId, layer =>
        layer.kind === 'conv2d'
          ? withValues(layer, { groups: edit.groups === 1 ? undefined : edit.groups, connections: undefined })
          : layer,
      )
    case 'set-connections':
      return changeLayer(spec, edit.layerId, layer =>
        layer.kind === 'conv2d' ? withValues(layer, connectionValues(edit.connections)) : layer,
      )
    case 'set-input': {
      const input = { ...spec.input, ...edit.input }
      return isAllowedInput(input) && !sameValue(input, spec.input) ? { ...spec, input } : spec
    }
    case 'rename-network': {
      const name = edit.name.trim()
      const isAllowed = name !== '' && name.length <= mostInName && name !== spec.name
      return isAllowed ? { ...spec, name } : spec
    }
    case 'replace-network':
      return edit.spec
    case 'several':
      return edit.edits.reduce(applyEdit, spec)
    default:
      return assertNever(edit)
  }
}

function connectionValues(connections: Connections | 'lenet-5' | 'complete'): LayerValues<'conv2d'> {
  if (connections === 'complete') return { connections: undefined, groups: undefined }
  const table = connections === 'lenet-5' ? c3Connections : connections
  return { connections: table, filters: table.length, groups: undefined }
}

const optional: readonly string[] = ['groups', 'connections', 'biasStart']

/** The layer itself where nothing changes; what it cannot be without stays. */
function withValues<L extends Layer>(layer: L, values: object): L {
  const changes = Object.entries(values).filter(
    ([property, value]) =>
      !sameValue(layer[property as keyof L], value) && (value !== undefined || optional.includes(property)),
  )
  if (changes.length === 0) return layer
  const all = Object.entries({ ...layer, ...Object.fromEntries(changes) })
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as unknown as L
}

/** Of plain data. */
const sameValue = (one: unknown, other: unknown) =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

const indexOf = ({ layers }: ArchitectureSpec, layerId: string) =>
  layers.findIndex(({ id }) => id === layerId)

const namesBut = ({ layers }: ArchitectureSpec, layer: Layer) =>
  layers.filter(({ id }) => id !== layer.id).map(({ name }) => name)

const isPlace = (index: number, { layers }: ArchitectureSpec) =>
  Number.isInteger(index) && index >= 0 && index <= layers.length

const withLayers = (spec: ArchitectureSpec, layers: readonly Layer[]): ArchitectureSpec =>
  layers.length === spec.layers.length && layers.every((layer, index) => layer === spec.layers[index])
    ? spec
    : { ...spec, layers }

const changeLayer = (spec: ArchitectureSpec, layerId: string, change: (layer: Layer) => Layer) =>
  withLayers(
    spec,
    spec.layers.map(layer => {
      if (layer.id !== layerId) return layer
      const changed = change(layer)
      return isWithinLimits(changed) && !sameValue(changed, layer) ? changed : layer
    }),
  )

function paste(spec: ArchitectureSpec, index: number, pasted: readonly Layer[]): ArchitectureSpec {
  if (spec.layers.length + pasted.length > mostLayers || !pasted.every(isWithinLimits)) return spec
  const all = [...spec.layers]
  for (const layer of pasted) {
    const names = all.map(({ name }) => name)
    const name = freeName(names.includes(layer.name) ? nextName(layer.kind, all) : layer.name, names)
    const id = freeName(
      name,
      all.map(({ id }) => id),
    )
    all.push({ ...layer, id, name })
  }
  const added = all.slice(spec.layers.length)
  return withLayers(spec, [...spec.layers.slice(0, index), ...added, ...spec.layers.slice(index)])
}

function move(spec: ArchitectureSpec, from: number, to: number): ArchitectureSpec {
  const layer = spec.layers[from]
  if (!layer || !Number.isInteger(to) || to < 0 || to >= spec.layers.length) return spec
  const others = spec.layers.filter(other => other !== layer)
  return withLayers(spec, [...others.slice(0, to), layer, ...others.slice(to)])
}

const isAllowedInput = ({ height, width, channels, range }: ArchitectureSpec['input']) =>
  allows(inputLimits.height, height) &&
  allows(inputLimits.width, width) &&
  channelChoices.some(choice => choice === channels) &&
  range.length === 2 &&
  range.every(end => allows(inputLimits.range, end))
