import type { Decoder } from '../dataset/decode/decoder.ts'
import { findPictures } from '../dataset/find-pictures.ts'
import { encodePng } from '../dataset/png.ts'
import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import type { RunStore } from '../runs/run-store.ts'
import { classesInUse, type DatasetSummary, type SplitName } from '../shared/contract/data.ts'
import type { PicturePrediction, PredictionEvents } from '../shared/contract/prediction.ts'
import type { Evaluation, RunRecord } from '../shared/contract/runs.ts'
import { failure, type Problem, type Result, success } from '../shared/result.ts'
import { createSeenPictures } from './seen-pictures.ts'
import { topClasses } from './top-classes.ts'

export type Prediction = ReturnType<typeof createPrediction>

export interface PredictionHooks {
  readonly signal: AbortSignal
  /** Some pictures more, in the order of the files. */
  readonly onPredicted: (predictions: readonly PicturePrediction[]) => void
  readonly onProgress: (progress: PredictionEvents['prediction:progress']) => void
}

interface Model {
  readonly record: RunRecord
  readonly checkpoint: 'best' | 'last'
}

type Prepared = { readonly pixels: Uint8Array } | { readonly problem: Problem }

/** Pictures that one call of the engine takes. */
const batch = 256

/** Runs applied to pictures: prepared from the run's own record, so just as in its training. */
export function createPrediction(parts: {
  engine: Engine
  runs: RunStore
  datasets: Datasets
  decoder: Decoder
}) {
  const { engine, runs, datasets, decoder } = parts
  const seen = createSeenPictures()
  const warned = new Set<(problem: Problem) => void>()
  let told = ''

  return {
    /** Another checkpoint than the one asked for is used, since that is damaged. */
    onWarning: (listener: (problem: Problem) => void) => void warned.add(listener),

    seen: (id: string) => seen.png(id),

    /** Files, and folders with every picture in them, in the order given; answers how many there were. */
    async pictures(
      request: { runId: string; paths: readonly string[]; top: number },
      hooks: PredictionHooks,
    ): Promise<Result<number>> {
      const model = await open(request.runId)
      if (!model.ok) return model
      try {
        const files = await findPictures(request.paths, hooks.signal)
        if (files.length === 0) return failure('prediction.no-pictures', { found: request.paths.join(', ') })
        return await predictFiles(model.value, files, request.top, hooks)
      } catch (error) {
        if (hooks.signal.aborted) return failure('prediction.cancelled', {})
        throw error
      }
    },

    /** `pixels`: side x side grey levels, row by row; goes the same way as a picture file. */
    async drawing(request: {
      runId: string
      side: number
      pixels: Uint8Array
    }): Promise<Result<PicturePrediction>> {
      const model = await open(request.runId)
      if (!model.ok) return model
      const shape = { height: request.side, width: request.side, channels: 1 }
      const file = encodePng(request.pixels, shape)
      const prepared = await decoder.decodePictures([file], model.value.record.preprocessing)
      const predicted = await predict(model.value, [''], prepared, 5)
      return predicted.ok ? success(predicted.value[0]!) : predicted
    },

    /** The run's scores on a part of its own data set, or of another one that is prepared alike. */
    async evaluate(request: {
      runId: string
      split: SplitName
      datasetId?: string
    }): Promise<Result<Evaluation>> {
      const model = await open(request.runId)
      if (!model.ok) return model
      const { record, checkpoint } = model.value
      const dataset = await (request.datasetId ? datasets.get(request.datasetId) : datasetOf(record))
      if (!dataset.ok) return dataset
      if (dataset.value.split[request.split] === 0) {
        return failure('training.no-pictures', { split: request.split })
      }
      const mismatch = differs(record, dataset.value)
      if (mismatch) return { ok: false, problem: mismatch }
      return engine.request('evaluate', {
        run: storedRun(record),
        checkpoint,
        dataset: { folder: datasets.folder(dataset.value.id), images: dataset.value.images },
        split: request.split,
      })
    },
  }

  /** The run's data set, or one imported again that is equal to it pixel by pixel. */
  async function datasetOf({ id, dataset }: RunRecord): Promise<Result<DatasetSummary>> {
    const own = await datasets.get(dataset.id)
    if (own.ok) return own
    const equal = await datasets.findContent(dataset.id, dataset.fingerprint)
    return equal ? success(equal) : failure('runs.data-gone', { run: id, name: dataset.name })
  }

  async function predictFiles(
    model: Model,
    files: readonly string[],
    top: number,
    hooks: PredictionHooks,
  ): Promise<Result<number>> {
    const began = Date.now()
    for (let start = 0; start < files.length; start += batch) {
      const part = files.slice(start, start + batch)
      const prepared = await decoder.decodePictures(part, model.record.preprocessing, hooks.signal)
      const predicted = await predict(model, part, prepared, top)
      if (!predicted.ok) return predicted
      hooks.onPredicted(predicted.value)
      const done = start + part.length
      const secondsLeft = ((Date.now() - began) / 1000 / done) * (files.length - done)
      hooks.onProgress({ done, total: files.length, secondsLeft })
    }
    return success(files.length)
  }

  async function open(runId: string): Promise<Result<Model>> {
    const record = await runs.get(runId)
    if (!record.ok) return record
    const checkpoint = runs.checkpoint(runId)
    return checkpoint
      ? success({ record: record.value, checkpoint })
      : failure('runs.not-trained', { id: runId })
  }

  function storedRun(record: RunRecord) {
    return { folder: runs.folder(record.id), spec: record.spec, classNames: record.classNames }
  }

  /** Once, and not for every batch of pictures. */
  function warn(problem: Problem): void {
    const text = JSON.stringify(problem)
    if (text === told) return
    told = text
    for (const listener of warned) listener(problem)
  }

  async function predict(
    model: Model,
    paths: readonly string[],
    prepared: readonly Prepared[],
    top: number,
  ): Promise<Result<PicturePrediction[]>> {
    const { record, checkpoint } = model
    const { shape } = record.preprocessing
    const length = shape.height * shape.width * shape.channels
    const readable = prepared.filter(picture => 'pixels' in picture)
    const pictures = new Uint8Array(readable.length * length)
    for (const [index, { pixels }] of readable.entries()) pictures.set(pixels, index * length)
    const answer =
      readable.length === 0
        ? success({ probabilities: new Float32Array(), warning: undefined })
        : await engine.request('predict', {
            run: storedRun(record),
            checkpoint,
            count: readable.length,
            pictures,
          })
    if (!answer.ok) return answer
    const { probabilities, warning } = answer.value
    if (warning) warn(warning)
    const { classNames } = record
    let row = 0
    return success(
      prepared.map((picture, index): PicturePrediction => {
        const path = paths[index]!
        if ('problem' in picture) return { path, problem: picture.problem }
        const begin = row++ * classNames.length
        return {
          path,
          seen: seen.add(picture.pixels, shape),
          top: topClasses(probabilities.subarray(begin, begin + classNames.length), classNames, top),
        }
      }),
    )
  }
}

function differs(record: RunRecord, dataset: DatasetSummary): Problem | undefined {
  const sizeOf = ({ shape }: RunRecord['preprocessing']) =>
    `${shape.height} × ${shape.width} × ${shape.channels}`
  const needed = sizeOf(record.preprocessing)
  const found = sizeOf(dataset.preprocessing)
  if (needed !== found) return { code: 'network.data-mismatch', params: { needed, found } }
  const names = (list: readonly string[]) => list.join(', ')
  const classNames = classesInUse(dataset).map(({ name }) => name)
  if (names(classNames) === names(record.classNames)) return undefined
  return {
    code: 'prediction.other-classes',
    params: { needed: names(record.classNames), found: names(classNames) },
  }
}
