import { kernelCount } from '../../src-main/shared/architecture/counts.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type {
  Activation,
  ArchitectureSpec,
  Layer,
  PoolLayer,
} from '../../src-main/shared/architecture/spec.ts'
import { type LayerSummary, summarize } from '../../src-main/shared/architecture/summary.ts'

export type Difference =
  | {
      readonly kind: 'units' | 'connections'
      readonly layer: string
      readonly here: number
      readonly paper: number
      /** The layer's name in the paper. */
      readonly paperLayer: string
    }
  | { readonly kind: 'activation'; readonly here: Activation; readonly paper: Activation }
  | { readonly kind: 'pooling'; readonly here: PoolLayer['mode'] }
  | { readonly kind: 'parameters'; readonly here: number; readonly paper: number }

/** What a LeNet has otherwise than LeNet-5 of 1998, layer by layer; empty for LeNet-5 itself and for other kinds of network. */
export function compareWithPaper(spec: ArchitectureSpec, classes: number): readonly Difference[] {
  const paper = presets['lenet-5'].spec
  if (spec.id === paper.id || spec.layers.length !== paper.layers.length) return []
  const here = summarize(spec, classes, 1)
  const there = summarize(paper, classes, 1)
  const differences: Difference[] = []
  const add = (difference: Difference) => {
    if (!differences.some(({ kind }) => kind === difference.kind && kind !== 'units'))
      differences.push(difference)
  }
  for (const [index, mine] of here.layers.entries()) {
    const theirs = there.layers[index]
    if (!mine || !theirs) return []
    for (const difference of compareLayers(mine, theirs, index)) add(difference)
  }
  if (here.parameters !== there.parameters)
    add({ kind: 'parameters', here: here.parameters, paper: there.parameters })
  return differences
}

function compareLayers(here: LayerSummary, paper: LayerSummary, index: number): readonly Difference[] {
  const differences: Difference[] = []
  const names = { layer: here.layer.name, paperLayer: nameInPaper(paper.layer, index) }
  const units = { here: here.shapes.output.channels, paper: paper.shapes.output.channels }
  if (units.here !== units.paper) differences.push({ kind: 'units', ...names, ...units })
  const kernels = { here: kernelsOf(here), paper: kernelsOf(paper) }
  if (here.layer.kind === paper.layer.kind && kernels.here !== kernels.paper)
    differences.push({ kind: 'connections', ...names, ...kernels })
  if (here.layer.kind === 'pool' && paper.layer.kind === 'subsample')
    differences.push({ kind: 'pooling', here: here.layer.mode })
  if ('activation' in here.layer && 'activation' in paper.layer) {
    const activation = { here: here.layer.activation, paper: paper.layer.activation }
    if (activation.here !== activation.paper) differences.push({ kind: 'activation', ...activation })
  }
  return differences
}

const kernelsOf = ({ layer, shapes }: LayerSummary) =>
  layer.kind === 'conv2d' ? kernelCount(layer, shapes.input.channels) : 0

/** The paper numbers its layers through: C1, S2, C3, S4, C5, F6. */
const nameInPaper = ({ kind }: Layer, index: number) =>
  `${kind === 'conv2d' ? 'C' : kind === 'subsample' ? 'S' : 'F'}${index + 1}`
