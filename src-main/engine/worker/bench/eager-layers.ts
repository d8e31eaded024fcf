import type { LayerShapes } from '../../../shared/architecture/shapes.ts'
import type {
  Activation,
  BatchNormalizationLayer,
  ConvolutionLayer,
  DropoutLayer,
  Layer,
  PoolLayer,
  SubsampleLayer,
} from '../../../shared/architecture/spec.ts'
import { assertNever } from '../../../shared/assert-never.ts'
import { volume } from '../graph/lower/lowering.ts'
import type { TensorFlow } from '../tensorflow.ts'

export type Tf = typeof TensorFlow
export type Tensor = TensorFlow.Tensor
type Variable = TensorFlow.Variable

/** What training does otherwise than predicting. */
export interface EagerTraining {
  readonly dropout: (layer: DropoutLayer, x: Tensor) => Tensor
}

export interface EagerContext {
  readonly tf: Tf
  readonly shapes: LayerShapes
  /** A layer's variable by its name within the layer. */
  readonly variable: (role: string) => Variable
  /** Absent: predicts. */
  readonly training: EagerTraining | undefined
}

/** One layer; pictures [b, h, w, c] or, after the first dense layer, rows [b, units]. */
export function applyLayer(context: EagerContext, layer: Layer, x: Tensor): Tensor {
  const { tf, shapes, variable, training } = context
  const { input } = shapes
  const picture = () => x.reshape([-1, input.height, input.width, input.channels]) as TensorFlow.Tensor4D
  switch (layer.kind) {
    case 'conv2d':
      return activate(tf, layer.activation, convolve(context, layer, picture()).add(variable('bias')))
    case 'pool':
      return pool(tf, layer, picture())
    case 'global-average-pool':
      return tf.mean(picture(), [1, 2], true)
    case 'subsample':
      return activate(tf, layer.activation, subsample(context, layer, picture()))
    case 'lrn':
      return tf.localResponseNormalization(picture(), (layer.size - 1) / 2, layer.k, layer.alpha, layer.beta)
    case 'batch-norm':
      return activate(tf, layer.activation, normalize(context, layer, picture()))
    case 'dropout':
      return training ? training.dropout(layer, x) : x
    case 'dense': {
      const rows = x.reshape([-1, volume(input)]) as TensorFlow.Tensor2D
      const sums = rows.matMul(variable('kernel') as unknown as TensorFlow.Tensor2D)
      return activate(tf, layer.activation, sums.add(variable('bias')))
    }
    default:
      return assertNever(layer)
  }
}

function convolve(context: EagerContext, layer: ConvolutionLayer, x: TensorFlow.Tensor4D): Tensor {
  const { tf, shapes, variable } = context
  const { padding, stride, groups = 1, connections } = layer
  const rows: [number, number] = [padding.height, padding.height]
  const columns: [number, number] = [padding.width, padding.width]
  const padded = tf.pad(x, [[0, 0], rows, columns, [0, 0]])
  const mask = connections && connectionMask(tf, connections, shapes.input.channels)
  const kernel = mask ? variable('kernel').mul(mask) : variable('kernel')
  const strides: [number, number] = [stride.height, stride.width]
  const convolved = (pictures: Tensor, kernel: Tensor) =>
    tf.conv2d(pictures as TensorFlow.Tensor4D, kernel as TensorFlow.Tensor4D, strides, 'valid')
  if (groups === 1) return convolved(padded, kernel)
  const kernels = tf.split(kernel, groups, 3)
  const towers = tf.split(padded, groups, 3).map((part, tower) => convolved(part, kernels[tower]!))
  return tf.concat(towers, 3)
}

/** [1, 1, channels, filters]: 1 where the filter reads the channel. */
function connectionMask(tf: Tf, connections: readonly (readonly number[])[], channels: number): Tensor {
  const reads = Array.from({ length: channels }, (_, channel) =>
    connections.map(sources => (sources.includes(channel) ? 1 : 0)),
  )
  return tf.tensor(reads.flat(), [1, 1, channels, connections.length])
}

function pool(tf: Tf, layer: PoolLayer, x: TensorFlow.Tensor4D): Tensor {
  const window: [number, number] = [layer.window.height, layer.window.width]
  const strides: [number, number] = [layer.stride.height, layer.stride.width]
  return layer.mode === 'max'
    ? tf.maxPool(x, window, strides, 'valid')
    : tf.avgPool(x, window, strides, 'valid')
}

function subsample({ tf, variable }: EagerContext, layer: SubsampleLayer, x: TensorFlow.Tensor4D): Tensor {
  const window: [number, number] = [layer.window.height, layer.window.width]
  const sums = tf.avgPool(x, window, window, 'valid').mul(window[0] * window[1])
  return sums.mul(variable('coefficient')).add(variable('bias'))
}

/** Training normalises with the batch's own mean and variance, and moves the kept ones towards them. */
function normalize(
  { tf, variable, training }: EagerContext,
  { epsilon, momentum }: BatchNormalizationLayer,
  x: TensorFlow.Tensor4D,
): Tensor {
  const kept = { mean: variable('moving_mean'), variance: variable('moving_variance') }
  const used = training ? tf.moments(x, [0, 1, 2]) : kept
  if (training) {
    kept.mean.assign(kept.mean.mul(momentum).add(used.mean.mul(1 - momentum)))
    kept.variance.assign(kept.variance.mul(momentum).add(used.variance.mul(1 - momentum)))
  }
  const [mean, variance, offset, scale] = [
    used.mean,
    used.variance,
    variable('offset'),
    variable('scale'),
  ].map(tensor => tensor as TensorFlow.Tensor1D)
  return tf.batchNorm(x, mean!, variance!, offset, scale, epsilon)
}

function activate(tf: Tf, activation: Activation, x: Tensor): Tensor {
  switch (activation) {
    case 'none':
      return x
    case 'relu':
      return tf.relu(x)
    case 'sigmoid':
      return tf.sigmoid(x)
    case 'tanh':
      return tf.tanh(x)
    case 'scaled-tanh':
      return tf.tanh(x.mul(2 / 3)).mul(1.7159)
    default:
      return assertNever(activation)
  }
}
