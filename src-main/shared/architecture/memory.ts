import { assertNever } from '../assert-never.ts'
import type { TrainingSettings } from '../training-settings.ts'
import { countParameters } from './counts.ts'
import { inferShapes, type LayerShapes } from './shapes.ts'
import type { ArchitectureSpec, Layer, Shape } from './spec.ts'

/** What a worker holds at the peak of a training, beyond what it holds when idle; in bytes. */
export interface MemoryForecast {
  readonly weights: number
  readonly gradients: number
  /** What the optimizer keeps for each weight. */
  readonly optimizer: number
  /** What the layers' backward passes need of the forward ones. */
  readonly activations: number
  /** The data set beside the graph. */
  readonly data: number
  /** What operators need while they run, weights being copied, and the compiled graph. */
  readonly workspace: number
  readonly total: number
}

export interface MemoryOptions {
  readonly settings: Pick<TrainingSettings, 'batchSize' | 'optimizer'>
  /** Parts that a batch is split into, one a core. */
  readonly branches: number
  /** Bytes of pictures beside the graph; absent: none. */
  readonly dataBytes?: number
}

const megabyte = 2 ** 20
const float = 4

/** Measured: TensorFlow's code that training touches, and for each layer in each branch its nodes and their kernels. */
const graphBytes = { fixed: 70 * megabyte, eachLayer: 1.4 * megabyte }

/** Values that an optimizer keeps for each weight: Adam two moments, momentum a velocity. */
const slots = { sgd: 0, momentum: 1, adam: 2 } as const

/** Forecast of what training a network holds; 0 of everything from the first layer on that does not fit. */
export function forecastMemory(
  spec: ArchitectureSpec,
  classes: number,
  { settings, branches, dataBytes = 0 }: MemoryOptions,
): MemoryForecast {
  const { batchSize, optimizer } = settings
  const inferred = inferShapes(spec, classes)
  const layers = spec.layers.flatMap((layer, index) => {
    const shapes = inferred.layers[index]
    return shapes ? [{ layer, shapes, parameters: countParameters(layer, shapes) }] : []
  })
  const weights = float * sum(layers.map(({ parameters }) => parameters))
  const kept = sum(layers.map(({ layer, shapes }) => keptValues(layer, shapes)))
  const largest = Math.max(0, ...layers.map(({ shapes }) => volume(shapes.output)))
  const parts = {
    weights,
    gradients: weights,
    optimizer: slots[optimizer.kind] * weights,
    activations: float * batchSize * (volume(spec.input) + kept),
    data: dataBytes,
    workspace:
      float * batchSize * 2 * largest + graphBytes.fixed + graphBytes.eachLayer * layers.length * branches,
  }
  return { ...parts, total: sum(Object.values(parts)) }
}

/** Values a picture that a layer leaves for its backward pass. */
function keptValues(layer: Layer, { input, output }: LayerShapes): number {
  switch (layer.kind) {
    case 'conv2d':
    case 'dense':
    case 'pool':
    case 'global-average-pool':
    case 'subsample':
    case 'batch-norm':
      return volume(output)
    // The sums of squares, their power, and the output.
    case 'lrn':
      return 3 * volume(input)
    // The mask, and the output.
    case 'dropout':
      return 2 * volume(input)
    default:
      return assertNever(layer)
  }
}

const volume = ({ height, width, channels }: Shape) => height * width * channels
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
