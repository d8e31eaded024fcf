import type { ArchitectureSpec } from '../../../shared/architecture/spec.ts'
import type { OptimizerSettings, Precision } from '../../../shared/training-settings.ts'
import { activationsSignature, kernelsSignature } from './activations.ts'
import type { AugmentOptions } from './augment/context.ts'
import { declareData, feedSignature, loadSignature } from './data.ts'
import { diagnoseSignature } from './diagnosis.ts'
import { explainSignature } from './explain.ts'
import { evaluateSignature, predictSignature } from './inference.ts'
import { Graph } from './ir.ts'
import { resolveNetwork, variablesOf } from './network.ts'
import { optimizerFor } from './optimizers/index.ts'
import type { Signature } from './signature.ts'
import { declareVariables, initSignature, readSignature, sizeSignature, writeSignature } from './state.ts'
import { trainSignature } from './train-loop.ts'
import type { VariableSpec } from './variables.ts'

export interface CompileOptions {
  readonly classes: number
  /** Absent: a graph that only predicts and evaluates. */
  readonly optimizer?: OptimizerSettings
  /** Norm that gradients are scaled down to; absent: never. */
  readonly clipNorm?: number | undefined
  /** Changes of the training pictures; absent: none. */
  readonly augmentation?: AugmentOptions | undefined
  /** What training computes in; absent: float32. */
  readonly precision?: Precision | undefined
  /** With `explain`, `activations` and `kernels`; absent: without them, so that a graph that trains opens sooner. */
  readonly inspects?: boolean
  /** Independent parts of a batch, one a core; 1 on a GPU. */
  readonly branches: number
}

export type SignatureName =
  | 'init'
  | 'load'
  | 'feed'
  | 'train'
  | 'diagnose'
  | 'size'
  | 'evaluate'
  | 'predict'
  | 'explain'
  | 'activations'
  | 'kernels'
  | 'read'
  | 'write'

export interface Program {
  readonly graph: Graph
  readonly signatures: Readonly<Partial<Record<SignatureName, Signature>>>
  /** Weights first, then what the optimizer keeps. */
  readonly variables: readonly VariableSpec[]
}

/** A network to one graph with a signature for everything that is done with it. Throws where the network does not fit. */
export function compile(spec: ArchitectureSpec, options: CompileOptions): Program {
  const network = resolveNetwork(spec, options.classes)
  const { clipNorm, augmentation, precision = 'float32' } = options
  const optimizer = options.optimizer && optimizerFor(options.optimizer)
  const specs = variablesOf(network)
  const graph = new Graph()
  const weights = declareVariables(graph, specs)
  const state = declareVariables(graph, optimizer?.state(specs.filter(({ role }) => role === 'weight')) ?? [])
  const variables = [...weights, ...state]
  const data = graph.within('load', () => declareData(graph, spec.input))
  const program = {
    network,
    branches: options.branches,
    weights: weights.map(({ resource }) => resource),
    state: state.map(({ resource }) => resource),
    data,
  }
  const signatures = {
    init: graph.within('init', () => initSignature(graph, variables)),
    load: graph.within('load', () => loadSignature(graph, data, spec.input)),
    feed: graph.within('feed', () => feedSignature(graph, data, spec.input)),
    ...(optimizer && {
      size: graph.within('size', () => sizeSignature(graph, weights)),
      train: graph.within('train', () =>
        trainSignature(graph, { ...program, optimizer, clipNorm, augmentation, precision }),
      ),
      diagnose: graph.within('diagnose', () => diagnoseSignature(graph, { ...program, augmentation }, data)),
    }),
    evaluate: graph.within('evaluate', () => evaluateSignature(graph, program, data)),
    predict: graph.within('predict', () => predictSignature(graph, program)),
    ...(options.inspects && {
      explain: graph.within('explain', () => explainSignature(graph, program)),
      activations: graph.within('activations', () => activationsSignature(graph, program)),
      kernels: graph.within('kernels', () => kernelsSignature(graph, network, weights)),
    }),
    read: graph.within('read', () => readSignature(graph, variables)),
    write: graph.within('write', () => writeSignature(graph, variables)),
  }
  return { graph, signatures, variables: variables.map(({ spec }) => spec) }
}
