import type { AugmentOptions } from './augment/context.ts'
import { scalar, vector } from './constants.ts'
import { type DataVariables, gather } from './data.ts'
import type { InferenceProgram } from './inference.ts'
import type { Graph } from './ir.ts'
import { forward } from './network.ts'
import { onCores, splitOverCores, sumOverCores } from './passes/split-over-cores.ts'
import type { Signature } from './signature.ts'

/**
 * Which layers have weights, or put out values, that are infinite or not a number in a training step, before its update: by the layer's id how
 * many of its weights and of the batch's parts have some, float32 []. `indices` [b], `seed` [2] and `step`, the step's number in the run, as in
 * training. Weights count by themselves because ReLU and maximum pooling may turn what is not a number into one.
 */
export function diagnoseSignature(
  graph: Graph,
  program: InferenceProgram & { readonly augmentation: AugmentOptions | undefined },
  data: DataVariables,
): Signature {
  const indices = graph.add('Placeholder', [], { dtype: 'int32', shape: ['b'] }, { name: 'indices' })
  const seed = graph.add('Placeholder', [], { dtype: 'int32', shape: [2] }, { name: 'seed' })
  const step = graph.add('Placeholder', [], { dtype: 'int32', shape: [] }, { name: 'step' })
  const values = program.weights.map(resource => graph.add('ReadVariableOp', [resource], {}))
  const batch = splitOverCores(graph, program.branches, indices)
  const pictures = onCores(graph, batch, ({ rows }) => gather(graph, data, rows).pictures)
  const { layers } = forward(graph, program.network, values, batch, pictures, {
    kind: 'training',
    key: { seed, step },
    augmentation: program.augmentation,
    precision: 'float32',
  })
  const spoilt = layers.map(({ layer, weights, outputs }) => {
    const parts = [...weights, ...outputs].map(values => {
      const axes = vector(
        graph,
        values.shape.map((_, axis) => axis),
      )
      const sound = graph.add('All', [graph.add('IsFinite', [values], {}), axes], {})
      return graph.add('Sub', [scalar(graph, 1), graph.add('Cast', [sound], { to: 'float32' })], {})
    })
    return [layer.id, sumOverCores(graph, parts)] as const
  })
  return { inputs: { indices, seed, step }, outputs: Object.fromEntries(spoilt) }
}
