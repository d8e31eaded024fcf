import { inferShapes } from '../../../shared/architecture/shapes.ts'
import type { Activation, ArchitectureSpec, Layer } from '../../../shared/architecture/spec.ts'
import { assertNever } from '../../../shared/assert-never.ts'
import type { StoredTensor } from '../safetensors.ts'
import type { TensorFlow } from '../tensorflow.ts'

type Tf = typeof TensorFlow
type Tensor = TensorFlow.Tensor
type Variable = TensorFlow.Variable

export interface EagerNetwork {
  /** Named as in a checkpoint. */
  readonly variables: ReadonlyMap<string, Variable>
  /** Pictures [b, h, w, c] of 0..255 to logits [b, classes]. */
  readonly logits: (pictures: Tensor) => TensorFlow.Tensor2D
  /** Mean cross-entropy in nats; `labels` int32 [b]. */
  readonly loss: (pictures: Tensor, labels: TensorFlow.Tensor1D) => TensorFlow.Scalar
}

/**
 * The same network in eager TensorFlow.js, operator by operator, with none of the compiler's code: what the compiler is compared with, for
 * its results and for its speed.
 */
export function eagerNetwork(
  tf: Tf,
  spec: ArchitectureSpec,
  classes: number,
  weights: ReadonlyMap<string, StoredTensor>,
): EagerNetwork {
  const { layers } = inferShapes(spec, classes)
  const variables = new Map<string, Variable>()
  for (const [name, { shape, values }] of weights) {
    variables.set(name, tf.variable(tf.tensor(values, [...shape]), true))
  }
  const weight = (layer: Layer, role: string) => {
    const variable = variables.get(`${layer.name}/${role}`)
    if (!variable) throw new Error(`${layer.name}/${role} is missing`)
    return variable
  }
  const masks = new Map(spec.layers.map(layer => [layer.id, connectionMask(tf, layer, layers, spec)]))

  const apply = (layer: Layer, index: number, x: Tensor): Tensor => {
    const input = layers[index]?.input
    if (!input) throw new Error(`${layer.name} does not fit`)
    const picture = () => x.reshape([-1, input.height, input.width, input.channels]) as TensorFlow.Tensor4D
    switch (layer.kind) {
      case 'conv2d': {
        const { height, width } = layer.padding
        const padded = tf.pad(picture(), [
          [0, 0],
          [height, height],
          [width, width],
          [0, 0],
        ])
        const mask = masks.get(layer.id)
        const whole = weight(layer, 'kernel')
        const kernel = (mask ? whole.mul(mask) : whole) as TensorFlow.Tensor4D
        const sums = tf.conv2d(
          padded as TensorFlow.Tensor4D,
          kernel,
          [layer.stride.height, layer.stride.width],
          'valid',
        )
        return activate(tf, layer.activation, sums.add(weight(layer, 'bias')))
      }
      case 'pool': {
        const window: [number, number] = [layer.window.height, layer.window.width]
        const strides: [number, number] = [layer.stride.height, layer.stride.width]
        return layer.mode === 'max'
          ? tf.maxPool(picture(), window, strides, 'valid')
          : tf.avgPool(picture(), window, strides, 'valid')
      }
      case 'subsample': {
        const window: [number, number] = [layer.window.height, layer.window.width]
        const sums = tf.avgPool(picture(), window, window, 'valid').mul(window[0] * window[1])
        const scaled = sums.mul(weight(layer, 'coefficient')).add(weight(layer, 'bias'))
        return activate(tf, layer.activation, scaled)
      }
      case 'dense': {
        const rows = x.reshape([-1, input.height * input.width * input.channels]) as TensorFlow.Tensor2D
        const sums = rows.matMul(weight(layer, 'kernel') as unknown as TensorFlow.Tensor2D)
        return activate(tf, layer.activation, sums.add(weight(layer, 'bias')))
      }
      default:
        return assertNever(layer)
    }
  }

  const logits = (pictures: Tensor) => {
    const [low, high] = spec.input.range
    let x: Tensor = pictures
      .toFloat()
      .mul((high - low) / 255)
      .add(low)
    for (const [index, layer] of spec.layers.entries()) x = apply(layer, index, x)
    return x as TensorFlow.Tensor2D
  }
  return {
    variables,
    logits,
    loss: (pictures, labels) =>
      tf.losses.softmaxCrossEntropy(tf.oneHot(labels, classes), logits(pictures)) as TensorFlow.Scalar,
  }
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

function connectionMask(
  tf: Tf,
  layer: Layer,
  layers: ReturnType<typeof inferShapes>['layers'],
  spec: ArchitectureSpec,
): Tensor | undefined {
  if (layer.kind !== 'conv2d' || !layer.connections) return undefined
  const channels = layers[spec.layers.indexOf(layer)]?.input.channels ?? 0
  const reads = Array.from({ length: channels }, (_, channel) =>
    layer.connections?.map(sources => (sources.includes(channel) ? 1 : 0)),
  )
  return tf.tensor(reads.flat() as number[], [1, 1, channels, layer.filters])
}
