import type { Precision } from '../../../shared/training-settings.ts'
import type { AugmentOptions } from './augment/context.ts'
import { scalar, vector } from './constants.ts'
import type { DataVariables } from './data.ts'
import { Graph, type GraphFunction, type Tensor } from './ir.ts'
import type { Network } from './network.ts'
import type { Optimizer } from './optimizers/optimizer.ts'
import { prune } from './passes/prune.ts'
import { lengthOf, lengthsOf } from './passes/split-over-cores.ts'
import type { Signature } from './signature.ts'
import type { TensorType } from './tensor-type.ts'
import { trainingStep } from './training-step.ts'

export interface TrainProgram {
  readonly network: Network
  readonly optimizer: Optimizer
  readonly clipNorm: number | undefined
  readonly augmentation: AugmentOptions | undefined
  readonly precision: Precision
  readonly branches: number
  readonly weights: readonly Tensor[]
  readonly state: readonly Tensor[]
  readonly data: DataVariables
}

/**
 * As many training steps as `indices` [k, b] has rows, in one call: each row is a batch of pictures, and `rates`, float32 [k], has each step's
 * learning rate. Random numbers follow from `seed` int32 [2] and the steps' numbers in the run, the first of which is `first`, int32.
 * Outputs each step's mean loss, float32 [k], and its number of pictures whose class was found, float32 [k].
 */
export function trainSignature(graph: Graph, program: TrainProgram): Signature {
  const indices = graph.add('Placeholder', [], { dtype: 'int32', shape: ['k', 'b'] }, { name: 'indices' })
  const rates = graph.add('Placeholder', [], { dtype: 'float32', shape: ['k'] }, { name: 'rates' })
  const seed = graph.add('Placeholder', [], { dtype: 'int32', shape: [2] }, { name: 'seed' })
  const first = graph.add('Placeholder', [], { dtype: 'int32', shape: [] }, { name: 'first' })
  const steps = lengthsOf(graph, indices)
  const values = [
    scalar(graph, 0, 'int32', 'step'),
    lengthOf(graph, indices),
    indices,
    rates,
    seed,
    first,
    graph.add('Fill', [steps, scalar(graph, 0)], {}),
    graph.add('Fill', [steps, scalar(graph, 0)], {}),
    program.data.pictures,
    program.data.labels,
    ...program.weights,
    ...program.state,
  ]
  const attributes = { condition: condition(values), body: body(values, program) }
  const [, , , , , , losses, correct] = graph.addNode('While', values, attributes).outputs
  if (!losses || !correct) throw new Error('the loop lost its results')
  return { inputs: { indices, rates, seed, first }, outputs: { losses, correct } }
}

function condition(values: readonly Tensor[]): GraphFunction {
  const graph = new Graph()
  const inputs = values.map((value, index) => argument(graph, value, index))
  const [step, steps] = inputs
  if (!step || !steps) throw new Error('the loop has no counter')
  return { name: 'more_steps', graph, inputs, outputs: [graph.add('Less', [step, steps], {})] }
}

function body(values: readonly Tensor[], program: TrainProgram): GraphFunction {
  const graph = new Graph()
  const inputs = values.map((value, index) => argument(graph, value, index))
  const [step, steps, indices, rates, seed, first, losses, correct, ...held] = inputs
  const [pictures, labels, ...variables] = held
  if (
    !step ||
    !steps ||
    !indices ||
    !rates ||
    !seed ||
    !first ||
    !losses ||
    !correct ||
    !pictures ||
    !labels
  ) {
    throw new Error('the loop has too few values')
  }
  const ofStep = (values: Tensor, name: string) =>
    graph.add('GatherV2', [values, step, scalar(graph, 0, 'int32')], {}, { name })
  const done = trainingStep({
    graph,
    network: program.network,
    optimizer: program.optimizer,
    clipNorm: program.clipNorm,
    augmentation: program.augmentation,
    precision: program.precision,
    branches: program.branches,
    weights: variables.slice(0, program.weights.length),
    state: variables.slice(program.weights.length),
    data: { pictures, labels },
    indices: ofStep(indices, 'batch'),
    rate: ofStep(rates, 'rate'),
    key: { seed, step: graph.add('AddV2', [first, step], {}) },
  })
  const record = (record: Tensor, value: Tensor) => {
    const place = graph.add('Reshape', [step, vector(graph, [1, 1])], {})
    const row = graph.add('Reshape', [value, vector(graph, [1])], {})
    return graph.add('TensorScatterUpdate', [record, place, row], {})
  }
  const next = graph.add('AddV2', [step, scalar(graph, 1, 'int32')], {})
  // The next round may only begin once this round's updates are done.
  const counter = graph.add('Identity', [next], {}, { name: 'next', after: done.updates })
  const records = [record(losses, done.loss), record(correct, done.correct)]
  const outputs = [counter, steps, indices, rates, seed, first, ...records, ...held]
  prune(graph, outputs)
  return { name: 'training_step', graph, inputs, outputs }
}

function argument(graph: Graph, { dtype, shape, holds }: TensorType, index: number): Tensor {
  const type = holds ? { dtype, shape, holds } : { dtype, shape }
  return graph.add('Arg', [], { name: `value${index}`, type }, { name: `value${index}` })
}
