import { assertNever } from '../assert-never.ts'
import type { TrainingSettings } from '../training-settings.ts'
import { countParameters } from './counts.ts'
import { precisionOf } from './layer-precision.ts'
import { picturesPerCall } from './pictures-per-call.ts'
import { inferShapes, type LayerShapes } from './shapes.ts'
import type { ArchitectureSpec, Layer, Shape } from './spec.ts'
import { isTiled, tileValues } from './winograd.ts'

/** What a worker holds at the peak of a training, beyond what it holds when idle; in bytes. */
export interface MemoryForecast {
  /** Those that are trained, the copies that layers compute with in bfloat16, and what tiles are multiplied by. */
  readonly weights: number
  readonly gradients: number
  /** What the optimizer keeps for each weight. */
  readonly optimizer: number
  /** What the layers' backward passes need of the forward ones. */
  readonly activations: number
  /** The data set beside the graph. */
  readonly data: number
  /** Weights and the optimizer's values on their way to the disk. */
  readonly checkpoint: number
  /** What operators need while they run, and the compiled graph. */
  readonly workspace: number
  readonly total: number
}

export interface MemoryOptions {
  readonly settings: Pick<TrainingSettings, 'batchSize' | 'optimizer' | 'precision'>
  /** Parts that a batch is split into, one a core. */
  readonly branches: number
  /** Bytes of pictures beside the graph; absent: none. */
  readonly dataBytes?: number
  /** Pictures for validation; absent: as many as can be scored at once. */
  readonly validation?: number | undefined
}

const megabyte = 2 ** 20
const float = 4
const bytesOf = { float32: float, bfloat16: 2 } as const

/**
 * Measured: TensorFlow's code that training touches, and for each layer in each branch its nodes and their kernels. `otherKernels`: predictions, which are
 * float32, share none with a training in bfloat16.
 */
const graphBytes = { fixed: 100 * megabyte, eachLayer: 1.55 * megabyte, otherKernels: 10 * megabyte }

/** Measured: a checkpoint's copy finds a part of its room in what training has left free. */
const checkpointShare = 0.87

/** Values that an optimizer keeps for each weight: Adam two moments, momentum a velocity. */
const slots = { sgd: 0, momentum: 1, adam: 2 } as const

/** Forecast of what training a network holds; 0 of everything from the first layer on that does not fit. */
export function forecastMemory(
  spec: ArchitectureSpec,
  classes: number,
  { settings, branches, dataBytes = 0, validation = Number.POSITIVE_INFINITY }: MemoryOptions,
): MemoryForecast {
  const { batchSize, optimizer, precision = 'float32' } = settings
  const inferred = inferShapes(spec, classes)
  const layers = spec.layers.flatMap((layer, index) => {
    const shapes = inferred.layers[index]
    if (!shapes) return []
    const tiles = isTiled(layer, shapes, { precision, parts: branches }) ? tileValues(layer, shapes) : noTiles
    const value = tiles === noTiles ? bytesOf[precisionOf(layer, precision)] : float
    return [{ layer, shapes, value, tiles, parameters: countParameters(layer, shapes) }]
  })
  const parameters = layers.map(layer => float * layer.parameters)
  const trained = sum(parameters)
  const copies = sum(
    layers.map(
      ({ value, parameters, tiles }) => (value < float ? value * parameters : 0) + float * tiles.kernels,
    ),
  )
  const activations =
    batchSize *
    sum([
      float * volume(spec.input),
      ...layers.map(
        ({ layer, shapes, value, tiles }) => value * keptValues(layer, shapes) + float * tiles.picture,
      ),
    ])
  const graph =
    graphBytes.fixed +
    graphBytes.eachLayer *
      branches *
      sum(layers.map(({ layer, tiles }) => operators(layer) + (tiles === noTiles ? 0 : tilesOperators))) +
    (precision === 'float32' ? 0 : graphBytes.otherKernels)
  // A step has the gradients before and behind the largest layer too, and once more the largest layer's weights, which are replaced while parts of the batch still
  // read them. Validation looks at many pictures at once, but keeps nothing of them, and has no gradients.
  const largest = Math.max(
    0,
    ...layers.map(({ shapes, value, tiles }) =>
      Math.max(value * volume(shapes.output), float * tiles.picture, float * tiles.products),
    ),
  )
  const step = copies + trained + activations + 2 * batchSize * largest + Math.max(0, ...parameters)
  const passing = Math.max(
    0,
    ...layers.map(({ layer, shapes }) => {
      const asTiles = isTiled(layer, shapes, { precision: 'float32', parts: branches })
      const { picture, products } = asTiles ? tileValues(layer, shapes) : noTiles
      return Math.max(passingValues(layer, shapes), picture + products)
    }),
  )
  const scoring = float * Math.min(validation, picturesPerCall(spec, classes)) * passing
  const working = Math.max(step, scoring)
  const parts = {
    weights: trained + copies,
    gradients: trained,
    optimizer: slots[optimizer.kind] * trained,
    activations,
    // While a data set is read in, it is there twice, but nothing else is yet.
    data: Math.max(dataBytes, 2 * dataBytes - working),
    checkpoint: Math.round(checkpointShare * (1 + slots[optimizer.kind]) * trained),
    workspace: Math.round(graph + working - copies - trained - activations),
  }
  return { ...parts, total: sum(Object.values(parts)) }
}

/** Measured: what bringing into tiles and out again adds to a convolution, as layers. */
const tilesOperators = 2
const noTiles = { picture: 0, products: 0, kernels: 0 } as const

/** A scaled tanh is as many operators again as the layer itself, and so is a trainable subsampling's coefficient. */
const operators = (layer: Layer): number =>
  1 + Number('activation' in layer && layer.activation === 'scaled-tanh') + Number(layer.kind === 'subsample')

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

/** Measured: values a picture that are there at once while a layer is computed; the parts of a batch are seldom all at the largest layer. */
function passingValues(layer: Layer, { input, output }: LayerShapes): number {
  const largest = Math.max(volume(input), volume(output))
  return layer.kind === 'lrn' ? 3.9 * largest : 1.9 * largest
}

const volume = ({ height, width, channels }: Shape) => height * width * channels
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
