import { applyEdit, type Edit } from '../edits.ts'
import type { PresetId } from '../presets/index.ts'
import { presets } from '../presets/index.ts'
import { inferShapes } from '../shapes.ts'
import type { ArchitectureSpec, Layer, Shape } from '../spec.ts'

/** What the article "LeNet与AlexNet结构" says of a property of a layer, or what its paper does. */
export interface NoteChoice {
  readonly source: 'article' | 'paper'
  /** Units, or the stride along both sides. */
  readonly value: number
  /** Whether the layer has it so now. */
  readonly isChosen: boolean
  /** Gives it to the layer. */
  readonly edit: Edit
  /** What the layer then makes of what it reads; null where it cannot follow. */
  readonly gives: Shape | null
}

/** A property at which the article and the paper differ. */
export interface ArticleNote {
  readonly layerId: string
  readonly layer: string
  readonly property: 'units' | 'stride'
  /** Null where the layers before it do not fit. */
  readonly reads: Shape | null
  readonly article: NoteChoice
  readonly paper: NoteChoice
}

interface Differing {
  /** Of the layer in each preset that has it. */
  readonly ids: Partial<Record<PresetId, string>>
  readonly property: ArticleNote['property']
  /** Presets in which the article's and the paper's values stand. */
  readonly article: PresetId
  readonly paper: PresetId
}

const alexnetLayer = (id: string): Differing => ({
  ids: { 'alexnet-article': id, alexnet: id, 'alexnet-one-tower': id, 'alexnet-small': id },
  property: 'stride',
  article: 'alexnet-article',
  paper: 'alexnet',
})

/** F6 of LeNet-5, the second dense layer; conv2 and conv3 of AlexNet, whose halving is the work of the pooling layers. */
const differing: readonly Differing[] = [
  {
    ids: { 'lenet-article': 'fc2', 'lenet-modern': 'fc2', 'lenet-5': 'fc1' },
    property: 'units',
    article: 'lenet-article',
    paper: 'lenet-5',
  },
  alexnetLayer('conv2'),
  alexnetLayer('conv3'),
]

/** Where the article and the paper differ in a network that was made from a preset, with both one edit away. */
export function articleNotes(spec: ArchitectureSpec, classes: number): readonly ArticleNote[] {
  return differing.flatMap(({ ids, property, ...sources }): readonly ArticleNote[] => {
    const index = spec.layers.findIndex(({ id }) => id === ids[spec.id as PresetId])
    const layer = spec.layers[index]
    if (!layer || numberOf(layer, property) === null) return []
    const choice = (source: 'article' | 'paper'): NoteChoice => {
      const id = sources[source]
      const value =
        numberOf(
          presets[id].spec.layers.find(({ id: other }) => other === ids[id]),
          property,
        ) ?? 0
      const edit = setting(layer.id, property, value)
      const gives = inferShapes(applyEdit(spec, edit), classes).layers[index]?.output ?? null
      return { source, value, isChosen: numberOf(layer, property) === value, edit, gives }
    }
    const [article, paper] = [choice('article'), choice('paper')]
    const reads = inferShapes(spec, classes).layers[index - 1]?.output ?? null
    return [{ layerId: layer.id, layer: layer.name, property, reads, article, paper }]
  })
}

/** Null where the layer has no such property, or not one number of it. */
function numberOf(layer: Layer | undefined, property: ArticleNote['property']): number | null {
  if (layer?.kind === 'dense' && property === 'units') return layer.units === 'classes' ? null : layer.units
  if (layer?.kind !== 'conv2d' || property !== 'stride') return null
  return layer.stride.height === layer.stride.width ? layer.stride.height : null
}

const setting = (layerId: string, property: ArticleNote['property'], value: number): Edit =>
  property === 'units'
    ? { kind: 'change', layerId, layerKind: 'dense', values: { units: value } }
    : { kind: 'change', layerId, layerKind: 'conv2d', values: { stride: { height: value, width: value } } }
