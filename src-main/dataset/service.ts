import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shape } from '../shared/architecture/spec.ts'
import {
  type DatasetSummary,
  type FileProblem,
  type ImportOptions,
  type ImportSource,
  leavesTraining,
  type PicturePage,
} from '../shared/contract/data.ts'
import type { ClassPictures } from '../shared/contract/data-pictures.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { Decoder } from './decode/decoder.ts'
import { type ImportHooks, importDataset } from './import-dataset.ts'
import { readSample } from './samples.ts'
import type { OpenSink } from './store/file-sink.ts'
import { datasetsFolder, removingFolder } from './store/layout.ts'
import { removeLeftovers } from './store/leftovers.ts'
import {
  type OpenDataset,
  openDataset,
  readPixels,
  readProblems,
  readSummaries,
  readSummary,
} from './store/reader.ts'
import { readStrip } from './store/strip.ts'

export type Datasets = ReturnType<typeof createDatasets>

/** The data sets under `home`. `openFile`: how files are written, for tests of a disk that fails. */
export function createDatasets(parts: {
  home: string
  samplesFolder: string
  decoder: Decoder
  openFile?: OpenSink
}) {
  const { home, samplesFolder, decoder, openFile } = parts
  const folder = (id: string) => join(datasetsFolder(home), id)
  let importing = false
  let cleaned: Promise<void> | undefined
  let opened: { id: string; dataset: Promise<OpenDataset> } | undefined

  /** Once, before the first import of this process. */
  const clean = () => {
    cleaned ??= removeLeftovers(home)
    return cleaned
  }

  async function get(id: string): Promise<Result<DatasetSummary>> {
    const summary = await readSummary(home, id)
    return summary ? success(summary) : failure('data.not-found', { id })
  }

  /** The last one stays open; one that could not be opened is tried anew the next time. */
  function open(id: string): Promise<OpenDataset> {
    if (opened?.id === id) return opened.dataset
    const dataset = openDataset(folder(id))
    opened = { id, dataset }
    dataset.catch(() => {
      if (opened?.dataset === dataset) opened = undefined
    })
    return dataset
  }

  return {
    get,

    /** Where a data set's files are; README.md says what they hold. */
    folder,

    /** The newest first. */
    async list(): Promise<DatasetSummary[]> {
      await clean()
      return readSummaries(home)
    },

    /** One at a time (`data.busy`); ends within a second of `signal` with `data.cancelled`, and keeps nothing then. */
    async import(
      source: ImportSource,
      options: ImportOptions,
      hooks: ImportHooks,
    ): Promise<Result<DatasetSummary>> {
      if (importing) return failure('data.busy', {})
      importing = true
      try {
        await clean()
        const request = await importRequest(source, options)
        const { validation, test } = request.options
        if (!leavesTraining({ validation, test }))
          return failure('data.split-too-large', { validation, test })
        return await importDataset({ home, ...request }, { decoder, openFile }, hooks)
      } finally {
        importing = false
      }
    },

    /** A page of one class's pictures, in the order of the data set. */
    async pictures(request: {
      datasetId: string
      classIndex: number
      offset: number
      limit: number
    }): Promise<Result<PicturePage>> {
      const summary = await get(request.datasetId)
      if (!summary.ok) return summary
      const { id } = summary.value
      const dataset = await open(id)
      return success(await dataset.page(request.classIndex, request.offset, request.limit))
    },

    /** All pictures of a class, those in no part of the data too. */
    async classPictures(id: string, classIndex: number): Promise<Result<ClassPictures>> {
      const summary = await get(id)
      return summary.ok ? success((await open(summary.value.id)).all(classIndex)) : summary
    },

    async problems(id: string): Promise<Result<FileProblem[]>> {
      const summary = await get(id)
      return summary.ok ? success(await readProblems(folder(id))) : summary
    },

    /** A stored picture exactly as the network sees it: uint8, height x width x channels. */
    async pixels(id: string, index: number): Promise<Result<{ pixels: Uint8Array; shape: Shape }>> {
      const summary = await get(id)
      if (!summary.ok) return summary
      const { shape } = summary.value.preprocessing
      const isThere = Number.isInteger(index) && index >= 0 && index < summary.value.images
      if (!isThere) return failure('data.not-found', { id: `${id}/${index}` })
      const length = shape.height * shape.width * shape.channels
      return success({ pixels: await readPixels(folder(id), index, length), shape })
    },

    /** Where a stored picture came from, as its import saw it. */
    async source(id: string, index: number): Promise<Result<string>> {
      const summary = await get(id)
      if (!summary.ok) return summary
      if (index >= summary.value.images) return failure('data.not-found', { id: `${id}/${index}` })
      return success(await (await open(summary.value.id)).source(index))
    },

    /** Thumbnails of stored pictures side by side, as PNG; `data.not-found` when one of them is not there. */
    async strip(id: string, indices: readonly number[]): Promise<Result<Uint8Array>> {
      const summary = await get(id)
      if (!summary.ok) return summary
      const { images, preprocessing } = summary.value
      const missing = indices.find(index => index >= images)
      if (missing !== undefined) return failure('data.not-found', { id: `${id}/${missing}` })
      return success(await readStrip(folder(id), indices, preprocessing.shape))
    },

    async remove(id: string): Promise<Result<null>> {
      const summary = await get(id)
      if (!summary.ok) return summary
      if (opened?.id === id) opened = undefined
      try {
        const leaving = removingFolder(home, id)
        await rename(folder(id), leaving)
        await rm(leaving, { recursive: true, force: true })
        return success(null)
      } catch (error) {
        return { ok: false, problem: writeProblem(error, folder(id)) }
      }
    },
  }

  async function importRequest(source: ImportSource, options: ImportOptions) {
    if (source.kind === 'paths') return { paths: source.paths, options, sample: null }
    const { sample, paths } = await readSample(samplesFolder, source.sample)
    const { name, classNames, validation, test } = sample
    return {
      paths,
      options: { name, ...options, validation, test },
      sample: source.sample,
      classNames,
    }
  }
}
