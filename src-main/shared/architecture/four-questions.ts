import type { ArchitectureSpec, LayerKind, Shape, Size } from './spec.ts'
import { summarize } from './summary.ts'

/** Convolutions that follow each other with kernels of one size. */
export interface KernelGroup {
  readonly kernel: Size
  readonly layers: readonly string[]
  /** Of each of the layers. */
  readonly filters: readonly number[]
}

/** What the article "LeNet与AlexNet结构" compares LeNet, AlexNet and VGG by, computed from a network. */
export interface FourAnswers {
  /** How the network is built: layers with weights, and the others. */
  readonly structure: {
    readonly convolutions: number
    readonly dense: number
    readonly poolings: number
    /** Normalisations and dropout. */
    readonly others: number
    /** The most towers that a layer has. */
    readonly towers: number
  }
  readonly parameters: number
  /** Share of the parameters in dense layers; 0 in a network without any. */
  readonly denseShare: number
  readonly kernels: readonly KernelGroup[]
  /** What it is made for: pictures of this shape, at this cost. */
  readonly use: {
    readonly input: Shape
    /** Floating-point operations for one picture, forward. */
    readonly flops: number
  }
}

/** The four answers for `classes` classes. */
export function answerFourQuestions(spec: ArchitectureSpec, classes: number): FourAnswers {
  const { layers, parameters, flops } = summarize(spec, classes)
  const count = (...kinds: readonly LayerKind[]) =>
    spec.layers.filter(({ kind }) => kinds.includes(kind)).length
  const dense = layers.reduce((sum, layer) => sum + (layer?.layer.kind === 'dense' ? layer.parameters : 0), 0)
  return {
    structure: {
      convolutions: count('conv2d'),
      dense: count('dense'),
      poolings: count('pool', 'subsample', 'global-average-pool'),
      others: count('lrn', 'batch-norm', 'dropout'),
      towers: Math.max(1, ...spec.layers.map(layer => (layer.kind === 'conv2d' ? (layer.groups ?? 1) : 1))),
    },
    parameters,
    denseShare: parameters > 0 ? dense / parameters : 0,
    kernels: kernelGroups(spec),
    use: { input: spec.input, flops },
  }
}

function kernelGroups({ layers }: ArchitectureSpec): readonly KernelGroup[] {
  const groups: { kernel: Size; layers: string[]; filters: number[] }[] = []
  for (const layer of layers) {
    if (layer.kind !== 'conv2d') continue
    const { kernel, name, filters } = layer
    const last = groups.at(-1)
    if (last && last.kernel.height === kernel.height && last.kernel.width === kernel.width) {
      last.layers.push(name)
      last.filters.push(filters)
    } else groups.push({ kernel, layers: [name], filters: [filters] })
  }
  return groups
}
