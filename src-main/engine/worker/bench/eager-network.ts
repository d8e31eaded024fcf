import { inferShapes } from '../../../shared/architecture/shapes.ts'
import type { ArchitectureSpec } from '../../../shared/architecture/spec.ts'
import type { StoredTensor } from '../safetensors.ts'
import type { TensorFlow } from '../tensorflow.ts'
import { applyLayer, type EagerTraining, type Tensor, type Tf } from './eager-layers.ts'

type Variable = TensorFlow.Variable

export interface EagerNetwork {
  /** Named as in a checkpoint. */
  readonly variables: ReadonlyMap<string, Variable>
  /** Pictures [b, h, w, c] of 0..255 to logits [b, classes], as in predicting. */
  readonly logits: (pictures: Tensor) => TensorFlow.Tensor2D
  /** Mean cross-entropy in nats, as in training; `labels` int32 [b]. */
  readonly loss: (pictures: Tensor, labels: TensorFlow.Tensor1D) => TensorFlow.Scalar
}

const withoutDropout: EagerTraining = { dropout: (_, x) => x }

/**
 * The same network in eager TensorFlow.js, operator by operator, with none of the compiler's code: what the compiler is compared with, for
 * its results and for its speed. `training`: what becomes of a dropout layer's values while training; nothing when absent.
 */
export function eagerNetwork(
  tf: Tf,
  spec: ArchitectureSpec,
  classes: number,
  weights: ReadonlyMap<string, StoredTensor>,
  training = withoutDropout,
): EagerNetwork {
  const { layers } = inferShapes(spec, classes)
  const variables = new Map<string, Variable>()
  for (const [name, { shape, values }] of weights) {
    variables.set(name, tf.variable(tf.tensor(values, [...shape]), !/\/moving_\w+$/.test(name)))
  }
  const forward = (pictures: Tensor, training: EagerTraining | undefined) => {
    const [low, high] = spec.input.range
    let x: Tensor = pictures
      .toFloat()
      .mul((high - low) / 255)
      .add(low)
    for (const [index, layer] of spec.layers.entries()) {
      const shapes = layers[index]
      if (!shapes) throw new Error(`${layer.name} does not fit`)
      const variable = (role: string) => {
        const found = variables.get(`${layer.name}/${role}`)
        if (!found) throw new Error(`${layer.name}/${role} is missing`)
        return found
      }
      x = applyLayer({ tf, shapes, variable, training }, layer, x)
    }
    return x as TensorFlow.Tensor2D
  }
  return {
    variables,
    logits: pictures => forward(pictures, undefined),
    loss: (pictures, labels) =>
      tf.losses.softmaxCrossEntropy(
        tf.oneHot(labels, classes),
        forward(pictures, training),
      ) as TensorFlow.Scalar,
  }
}
