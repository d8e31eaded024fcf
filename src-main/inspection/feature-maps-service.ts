import { randomUUID } from 'node:crypto'
import type { Decoder } from '../dataset/decode/decoder.ts'
import { encodePng } from '../dataset/png.ts'
import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import type { RunStore } from '../runs/run-store.ts'
import { inferShapes } from '../shared/architecture/shapes.ts'
import type { ArchitectureSpec, Shape } from '../shared/architecture/spec.ts'
import type { Preprocessing } from '../shared/contract/data.ts'
import type { EngineRequests, StoredValues } from '../shared/contract/engine.ts'
import {
  type ConvolutionStep,
  type FeatureMapRequests,
  type FeatureMaps,
  type InspectedNetwork,
  type InspectedPicture,
  pictureLayer,
  type ValueRange,
} from '../shared/contract/feature-maps.ts'
import { failure, type Problem, problem, type Result, success } from '../shared/result.ts'
import { convolutionStep } from './convolution-step.ts'
import { drawMap, rangesOf, shapeOf } from './map-pictures.ts'

export type FeatureMapsService = ReturnType<typeof createFeatureMaps>

/** What is kept of a picture that has gone through a network. */
interface Kept {
  /** As the network saw it, uint8. */
  readonly pixels: Uint8Array
  readonly spec: ArchitectureSpec
  /** By the layer's id, or `pictureLayer`. */
  readonly values: ReadonlyMap<string, KeptValues>
  readonly kernels: ReadonlyMap<string, StoredValues>
}

interface KeptValues extends StoredValues {
  readonly ranges: readonly ValueRange[]
}

interface Opened {
  readonly spec: ArchitectureSpec
  readonly classes: number
  readonly weights: EngineRequests['activations']['params']['weights']
  /** How a file becomes a picture for this network. */
  readonly preprocessing: Preprocessing
}

/** Pictures whose maps are kept: the one on the screen, and the one before, which may still be drawn. VGG-16 has 60 MB of them, and as much of kernels. */
const keptPictures = 2

/** Of what a network's layers put out for one picture: VGG-19 at 224 x 224 has 67 MB. */
const mostBytes = 2 ** 30

/** Shows what each layer of a network does with a picture. */
export function createFeatureMaps(parts: {
  engine: Engine
  runs: RunStore
  datasets: Datasets
  decoder: Decoder
}) {
  const { engine, runs, datasets, decoder } = parts
  const kept = new Map<string, Kept>()

  /** What was asked last; an earlier question is not worth an answer any more. */
  let asked = 0
  /** Settles when the engine is done with what it computes now. */
  let computing: Promise<unknown> = Promise.resolve()

  return {
    /** Waits for the engine to be done with an earlier picture; of several that wait, the last is computed. */
    async look({
      network,
      picture,
    }: FeatureMapRequests['network:feature-maps']['params']): Promise<Result<FeatureMaps>> {
      const turn = ++asked
      const opened = await open(network)
      if (!opened.ok) return opened
      const { spec, classes, weights, preprocessing } = opened.value
      const tooLarge = sizeProblem(spec, classes)
      if (tooLarge) return { ok: false, problem: tooLarge }
      const read = await pixelsOf(picture, preprocessing)
      if (!read.ok) return read
      const { pixels, shape } = read.value
      if (sizeText(shape) !== sizeText(spec.input)) {
        return failure('network.data-mismatch', { needed: sizeText(spec.input), found: sizeText(shape) })
      }
      await computing
      if (turn !== asked) return failure('inspection.cancelled', {})
      const answer = engine.request('activations', { spec, classes, weights, picture: pixels })
      computing = answer.catch(() => undefined)
      const found = await answer
      if (!found.ok) return found
      if (turn !== asked) return failure('inspection.cancelled', {})
      const { activations, kernels, warning } = found.value
      const stored = [[pictureLayer, scaled(pixels, spec)] as const, ...activations]
      const values = new Map(
        stored.map(([layerId, values]) => [layerId, { ...values, ranges: rangesOf(values) }]),
      )
      const id = keep({ pixels, spec, values, kernels })
      const layers = [pictureLayer, ...spec.layers.map(layer => layer.id)].map(layerId => {
        const layer = values.get(layerId)!
        return { layerId, shape: shapeOf(layer), ranges: layer.ranges }
      })
      return success({ id, spec, layers, ...(warning && { warning }) })
    },

    cancel(): void {
      asked += 1
    },

    leave(): void {
      asked += 1
      kept.clear()
    },

    step({
      id,
      layerId,
      ...position
    }: FeatureMapRequests['network:convolution-step']['params']): Result<ConvolutionStep> {
      const found = kept.get(id)
      const index = found?.spec.layers.findIndex(layer => layer.id === layerId) ?? -1
      const layer = found?.spec.layers[index]
      if (!found || layer?.kind !== 'conv2d') return failure('inspection.gone', {})
      const shaped = (stored: StoredValues) => {
        const { height, width, channels } = shapeOf(stored)
        return { shape: [height, width, channels], values: stored.values }
      }
      const step = convolutionStep(
        {
          layer,
          input: shaped(found.values.get(found.spec.layers[index - 1]?.id ?? pictureLayer)!),
          output: shaped(found.values.get(layerId)!),
          kernel: found.kernels.get(`${layer.name}/kernel`)!,
          bias: found.kernels.get(`${layer.name}/bias`)!,
        },
        position,
      )
      return step ? success(step) : failure('inspection.gone', {})
    },

    /** One map of a layer, or without a layer the picture itself; encoded only for what is looked at. */
    png(id: string, layerId: string | undefined, map: number): Uint8Array | undefined {
      const found = kept.get(id)
      if (found && layerId === undefined) return encodePng(found.pixels, found.spec.input)
      const stored = layerId === undefined ? undefined : found?.values.get(layerId)
      const drawn = stored && drawMap(stored, map, stored.ranges)
      return drawn && encodePng(drawn.pixels, drawn.shape)
    },
  }

  function keep(entry: Kept): string {
    const id = randomUUID()
    kept.set(id, entry)
    for (const oldest of [...kept.keys()].slice(0, -keptPictures)) kept.delete(oldest)
    return id
  }

  async function open(network: InspectedNetwork): Promise<Result<Opened>> {
    if (network.kind === 'spec') {
      const { spec, classes, seed } = network
      const [wrong] = inferShapes(spec, classes).problems
      if (wrong) return { ok: false, problem: wrong.problem }
      const color = spec.input.channels === 1 ? 'grey' : 'rgb'
      const { height, width, channels } = spec.input
      const preprocessing = { shape: { height, width, channels }, color, fit: 'pad' } as const
      return success({ spec, classes, weights: { seed }, preprocessing })
    }
    const record = await runs.get(network.runId)
    if (!record.ok) return record
    const { id, spec, classNames, preprocessing } = record.value
    const checkpoint = runs.checkpoint(id)
    if (!checkpoint) return failure('runs.not-trained', { id })
    const weights = { folder: runs.folder(id), checkpoint }
    return success({ spec, classes: classNames.length, weights, preprocessing })
  }

  async function pixelsOf(
    picture: InspectedPicture,
    preprocessing: Preprocessing,
  ): Promise<Result<{ pixels: Uint8Array; shape: Shape }>> {
    if (picture.kind === 'stored') return datasets.pixels(picture.datasetId, picture.index)
    const [read] = await decoder.decodePictures([picture.path], preprocessing)
    if (!read) return failure('prediction.no-pictures', { found: picture.path })
    if ('problem' in read) return { ok: false, problem: read.problem }
    return success({ pixels: read.pixels, shape: preprocessing.shape })
  }
}

/** What its layers would put out, where that is more than can be kept and shown. */
function sizeProblem(spec: ArchitectureSpec, classes: number): Problem | null {
  const values = inferShapes(spec, classes).layers.reduce(
    (sum, shapes) => sum + (shapes ? volume(shapes.output) : 0),
    volume(spec.input),
  )
  const bytes = Float32Array.BYTES_PER_ELEMENT * values
  return bytes > mostBytes ? problem('inspection.too-large', { bytes, most: mostBytes }) : null
}

const volume = ({ height, width, channels }: Shape) => height * width * channels

const sizeText = ({ height, width, channels }: Shape) => `${height} × ${width} × ${channels}`

/** 0..255 linearly onto the interval that the first layer reads. */
function scaled(pixels: Uint8Array, { input }: ArchitectureSpec): StoredValues {
  const { height, width, channels, range } = input
  const [low, high] = range
  const values = Float32Array.from(pixels, value => low + (value * (high - low)) / 255)
  return { shape: [height, width, channels], values }
}
