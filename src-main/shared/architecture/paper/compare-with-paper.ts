import { kernelCount } from '../counts.ts'
import type { MarkLayer } from '../marks.ts'
import { familyOf, type PresetId, presets } from '../presets/index.ts'
import type { Activation, Layer, PoolLayer, Shape, Size } from '../spec.ts'
import { summarize } from '../summary.ts'
import { compareSettings, type SettingDifference } from './compare-settings.ts'
import { type StagePair, stagesOf } from './stages.ts'

export type Difference =
  | SettingDifference
  | { readonly kind: 'input'; readonly here: Shape; readonly paper: Shape }
  /** Two-dimensional kernels of a layer that one of both connects sparsely. */
  | {
      readonly kind: 'connections'
      readonly layer: string
      readonly paperName: string | null
      readonly here: number
      readonly paper: number
    }
  | {
      readonly kind: 'missing' | 'added'
      readonly mark: MarkLayer['kind']
      readonly layers: readonly string[]
    }
  | { readonly kind: 'activation'; readonly here: Activation; readonly paper: Activation }
  | { readonly kind: 'pooling'; readonly here: PoolLayer['mode'] }
  /** What the first dense layer reads, of pictures of the same size. */
  | { readonly kind: 'reads'; readonly layer: string; readonly here: Shape; readonly paper: Shape }
  | { readonly kind: 'parameters'; readonly here: number; readonly paper: number }

/** The network of its paper that a preset is held against; one that is in its paper, against itself. */
export function paperOf(id: PresetId): PresetId {
  const family = familyOf(id)
  if (family === 'lenet') return 'lenet-5'
  if (family === 'alexnet') return 'alexnet'
  return id === 'vgg-small' ? 'vgg-11' : id
}

/**
 * What a preset has otherwise than its paper's network, layer by layer, both as they were made (not as data adapts them);
 * empty for the papers' networks themselves.
 */
export function compareWithPaper(id: PresetId, classes: number): readonly Difference[] {
  const paperId = paperOf(id)
  const [spec, paperSpec] = [presets[id].spec, presets[paperId].spec]
  const [here, paper] = [summarize(spec, classes), summarize(paperSpec, classes)]
  const theirs = stagesOf(paper)
  const pairs = stagesOf(here).flatMap((stage, index): readonly StagePair[] => {
    const other = theirs[index]
    const paperName = paperId === 'lenet-5' && other ? nameOf1998(other.layer, index) : null
    return other ? [{ here: stage, paper: other, paperName }] : []
  })
  const sameInput = sameSize(spec.input, paperSpec.input)
  return [
    ...(sameInput ? [] : [{ kind: 'input', here: spec.input, paper: paperSpec.input } as const]),
    ...compareSettings(pairs),
    ...pairs.flatMap(connections),
    ...marks('missing', pairs, ({ here, paper }) => paper.marks.filter(mark => !here.marks.includes(mark))),
    ...marks('added', pairs, ({ here, paper }) => here.marks.filter(mark => !paper.marks.includes(mark))),
    ...pairs.flatMap(activation).slice(0, 1),
    ...pairs.flatMap(pooling).slice(0, 1),
    ...(sameInput ? pairs.flatMap(denseInput).slice(0, 1) : []),
    ...(here.parameters === paper.parameters
      ? []
      : [{ kind: 'parameters', here: here.parameters, paper: paper.parameters } as const]),
  ]
}

const sameSize = (one: Size, other: Size) => one.height === other.height && one.width === other.width

const nameOf1998 = ({ kind }: Layer, index: number) =>
  `${kind === 'conv2d' ? 'C' : kind === 'subsample' ? 'S' : 'F'}${index + 1}`

function connections({ here, paper, paperName }: StagePair): readonly Difference[] {
  const [mine, theirs] = [here.layer, paper.layer]
  if (mine.kind !== 'conv2d' || theirs.kind !== 'conv2d') return []
  if (!mine.connections && !theirs.connections) return []
  const kernels = {
    here: kernelCount(mine, here.shapes.input.channels),
    paper: kernelCount(theirs, paper.shapes.input.channels),
  }
  return kernels.here === kernels.paper
    ? []
    : [{ kind: 'connections', layer: mine.name, paperName, ...kernels }]
}

/** By kind of mark, behind which layers. */
function marks(
  kind: 'missing' | 'added',
  pairs: readonly StagePair[],
  of: (pair: StagePair) => readonly MarkLayer['kind'][],
): readonly Difference[] {
  return [...new Set(pairs.flatMap(of))].map(mark => ({
    kind,
    mark,
    layers: pairs.filter(pair => of(pair).includes(mark)).map(({ here }) => here.layer.name),
  }))
}

function activation({ here, paper }: StagePair): readonly Difference[] {
  if (!('activation' in here.layer) || !('activation' in paper.layer)) return []
  const pair = { here: here.layer.activation, paper: paper.layer.activation }
  return pair.here === pair.paper ? [] : [{ kind: 'activation', ...pair }]
}

const pooling = ({ here, paper }: StagePair): readonly Difference[] =>
  here.layer.kind === 'pool' && paper.layer.kind === 'subsample'
    ? [{ kind: 'pooling', here: here.layer.mode }]
    : []

function denseInput({ here, paper }: StagePair): readonly Difference[] {
  if (here.layer.kind !== 'dense' || paper.layer.kind !== 'dense') return []
  const shapes = { here: here.shapes.input, paper: paper.shapes.input }
  return sameSize(shapes.here, shapes.paper) ? [] : [{ kind: 'reads', layer: here.layer.name, ...shapes }]
}
