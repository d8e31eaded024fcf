import { scalar, vector } from '../constants.ts'
import { input as at } from '../ops/op.ts'
import type { NormalizeContext, Normalized } from './batch-norm-parts.ts'
import { asPicture } from './reshape.ts'

/** A batch in one part by TensorFlow's own operator. */
export function normalizeWhole(context: NormalizeContext): Normalized {
  const { graph, layer, shapes, inputs, scale, offset, count } = context
  const x = at(inputs, 0)
  const none = vector(graph, [], 'float32')
  const given = [asPicture(graph, x, shapes.input), scale, offset, none, none]
  const [y, mean, corrected] = graph.addNode('FusedBatchNormV3', given, { epsilon: layer.epsilon }).outputs
  if (!y || !mean || !corrected) throw new Error('the normalisation has too few outputs')
  // Bessel's correction is taken back: n / (n - 1) of the variance is given.
  const less = graph.add('Sub', [count, scalar(graph, 1)], {})
  const variance = graph.add('Mul', [corrected, graph.add('RealDiv', [less, count], {})], {})
  return { outputs: [graph.add('Reshape', [y, graph.add('Shape', [x], {})], {})], mean, variance }
}
