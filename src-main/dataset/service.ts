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
import type { DatasetChange, DatasetVersion } from '../shared/contract/data-changes.ts'
import type { ClassPictures } from '../shared/contract/data-pictures.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { DatasetContent } from './change/content.ts'
import { changeDataset, type Version } from './change-dataset.ts'
import type { Decoder } from './decode/decoder.ts'
import { type Addition, type ImportHooks, importDataset } from './import-dataset.ts'
import { readSample } from './samples.ts'
import { type Description, readDescription, readDescriptions } from './store/description.ts'
import type { OpenSink } from './store/file-sink.ts'
import { datasetsFolder } from './store/layout.ts'
import { removeLeftovers, removePosition, removeVersion } from './store/leftovers.ts'
import { type LineageVersions, moveHead, readLineages, summaryOf, tipFrom } from './store/lineages.ts'
import { neededVersions, type RunNeed } from './store/needed-versions.ts'
import { type OpenDataset, openDataset, readContent, readPixels, readProblems } from './store/reader.ts'
import { readStrip } from './store/strip.ts'

const quietly: ImportHooks = { onProgress: () => {}, signal: new AbortController().signal }

export type Datasets = ReturnType<typeof createDatasets>

/**
 * The data sets under `home`. `openFile`: how files are written, for tests of a disk that fails. `readNeeds`: the runs, whose versions of
 * data sets are kept.
 */
export function createDatasets(parts: {
  home: string
  samplesFolder: string
  decoder: Decoder
  openFile?: OpenSink
  readNeeds?: () => Promise<readonly RunNeed[]>
}) {
  const { home, samplesFolder, decoder, openFile, readNeeds = async () => [] } = parts
  const folder = (id: string) => join(datasetsFolder(home), id)
  let importing = false
  let adding = false
  let changing: Promise<unknown> = Promise.resolve()
  let cleaned: Promise<void> | undefined
  let opened: { id: string; dataset: Promise<OpenDataset> } | undefined

  /** Once, before anything else is done in this process. */
  const clean = () => {
    cleaned ??= removeLeftovers(home, readNeeds)
    return cleaned
  }

  async function stored(id: string): Promise<Result<Description>> {
    const found = await readDescription(home, id)
    return found ? success(found) : failure('data.not-found', { id })
  }

  const versionOf = async (description: Description): Promise<Version> => ({
    description,
    folder: folder(description.id),
    content: await readContent(folder(description.id), description),
  })

  /** The lineage that a version belongs to. */
  async function lineageOf(id: string): Promise<Result<LineageVersions>> {
    await clean()
    const found = await stored(id)
    if (!found.ok) return found
    const lineage = found.value.lineage.id
    const versions = (await readDescriptions(home)).filter(entry => entry.lineage.id === lineage)
    const [own] = await readLineages(home, versions)
    return own ? success(own) : failure('data.not-found', { id })
  }

  async function heads(): Promise<DatasetSummary[]> {
    const lineages = await readLineages(home, await readDescriptions(home))
    return lineages.map(lineage => summaryOf(lineage.head, lineage))
  }

  async function get(id: string): Promise<Result<DatasetSummary>> {
    const lineage = await lineageOf(id)
    if (!lineage.ok) return lineage
    const found = lineage.value.versions.find(version => version.id === id)
    return found ? success(summaryOf(found, lineage.value)) : failure('data.not-found', { id })
  }

  /** One change after the other, each to what the one before has made; none waits for an addition, which takes long (`data.busy`). */
  async function inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (adding) return failure('data.busy', {})
    const turn = changing.then(work, work)
    changing = turn.catch(() => {})
    return turn
  }

  async function makeCurrent(lineage: LineageVersions, id: string, tip: string) {
    try {
      await moveHead(home, lineage.id, id, tip)
    } catch (error) {
      return { ok: false, problem: writeProblem(error, datasetsFolder(home)) } as const
    }
    return get(id)
  }

  /** The last one stays open; one that could not be opened is tried anew the next time. */
  function open(description: Description): Promise<OpenDataset> {
    const { id } = description
    if (opened?.id === id) return opened.dataset
    const dataset = openDataset(folder(id), description)
    opened = { id, dataset }
    dataset.catch(() => {
      if (opened?.dataset === dataset) opened = undefined
    })
    return dataset
  }

  /** One at a time (`data.busy`). */
  async function oneImport<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (importing) return failure('data.busy', {})
    importing = true
    try {
      await clean()
      return await work()
    } finally {
      importing = false
    }
  }

  return {
    get,

    /** Where a data set's files are; README.md says what they hold. */
    folder,

    /** The current version of each data set, the newest data set first. */
    async list(): Promise<DatasetSummary[]> {
      await clean()
      return (await heads()).sort((a, b) => b.created.localeCompare(a.created) || a.id.localeCompare(b.id))
    },

    /** A version with this content, `id`'s own where it is there; a version that only a run needs is found too. */
    async findContent(id: string, fingerprint: string): Promise<DatasetSummary | undefined> {
      await clean()
      const equal = (await readDescriptions(home)).filter(entry => entry.fingerprint === fingerprint)
      const found = equal.find(entry => entry.id === id) ?? equal[0]
      const summary = found && (await get(found.id))
      return summary?.ok ? summary.value : undefined
    },

    /** Ends within a second of `signal` with `data.cancelled`, and keeps nothing then. */
    import(
      source: ImportSource,
      options: ImportOptions,
      hooks: ImportHooks,
    ): Promise<Result<DatasetSummary>> {
      return oneImport(async () => {
        const request = await importRequest(source, options)
        const { validation, test } = request.options
        if (!leavesTraining({ validation, test }))
          return failure('data.split-too-large', { validation, test })
        const otherNames = (await heads()).map(({ name }) => name)
        const imported = await importDataset({ home, ...request, otherNames }, { decoder, openFile }, hooks)
        return imported.ok ? get(imported.value.id) : imported
      })
    },

    /**
     * Makes a new version of the lineage's current one, whichever version `id` is. An addition is an import, and takes `hooks`. Problems: those of an
     * import and of `applyChange`.
     */
    async change(
      id: string,
      change: DatasetChange,
      hooks: ImportHooks = quietly,
    ): Promise<Result<DatasetSummary>> {
      return change.kind === 'add' ? oneImport(() => inTurn(make)) : inTurn(make)

      async function make(): Promise<Result<DatasetSummary>> {
        const lineage = await lineageOf(id)
        if (!lineage.ok) return lineage
        const { head, tip } = lineage.value
        // From here on no other process's clean-up takes the new version for a leftover before it is the current one.
        const claimed = await makeCurrent(lineage.value, head.id, tip)
        if (!claimed.ok) return claimed
        const version = await versionOf(head)
        const other = change.kind === 'take-over' ? await stored(change.from) : undefined
        if (other && !other.ok) return other
        const made =
          change.kind === 'add'
            ? await add({ ...version, className: change.className }, change.source, hooks)
            : await changeDataset(home, version, change, {
                openFile,
                other: other && (await versionOf(other.value)),
              })
        return made.ok ? makeCurrent(lineage.value, made.value.id, made.value.id) : made
      }
    },

    /** The version before becomes the current one; `data.nothing-to-undo`. */
    undo(id: string): Promise<Result<DatasetSummary>> {
      return inTurn(async () => {
        const lineage = await lineageOf(id)
        if (!lineage.ok) return lineage
        const { before, tip } = lineage.value
        return before ? makeCurrent(lineage.value, before.id, tip) : failure('data.nothing-to-undo', {})
      })
    },

    /** Takes an undoing back; `data.nothing-to-redo`. */
    redo(id: string): Promise<Result<DatasetSummary>> {
      return inTurn(async () => {
        const lineage = await lineageOf(id)
        if (!lineage.ok) return lineage
        const { after, tip } = lineage.value
        return after ? makeCurrent(lineage.value, after.id, tip) : failure('data.nothing-to-redo', {})
      })
    },

    /** Any version that is kept becomes the current one; redoing still leads from it to those that were made of it. */
    makeCurrent(id: string): Promise<Result<DatasetSummary>> {
      return inTurn(async () => {
        const lineage = await lineageOf(id)
        return lineage.ok ? makeCurrent(lineage.value, id, tipFrom(lineage.value, id)) : lineage
      })
    },

    /** All versions that are kept, the newest first. */
    async versions(id: string): Promise<Result<DatasetVersion[]>> {
      const lineage = await lineageOf(id)
      if (!lineage.ok) return lineage
      const { head, versions } = lineage.value
      const needed = neededVersions(await readDescriptions(home), await readNeeds())
      return success(
        versions.toReversed().map(({ id, created, images, excluded, fingerprint, lineage }) => ({
          id,
          number: lineage.number,
          created,
          change: lineage.change,
          images,
          excluded,
          fingerprint,
          current: id === head.id,
          neededByRuns: needed.get(id) ?? [],
        })),
      )
    },

    /** Labels, parts and names of a version, without its pixels. */
    async content(id: string): Promise<Result<DatasetContent>> {
      const found = await stored(id)
      return found.ok ? success(await readContent(folder(id), found.value)) : found
    },

    /** A page of one class's pictures, in the order of the data set. */
    async pictures(request: {
      datasetId: string
      classIndex: number
      offset: number
      limit: number
    }): Promise<Result<PicturePage>> {
      const found = await stored(request.datasetId)
      if (!found.ok) return found
      const dataset = await open(found.value)
      return success(await dataset.page(request.classIndex, request.offset, request.limit))
    },

    /** All pictures of a class, those in no part of the data too. */
    async classPictures(id: string, classIndex: number): Promise<Result<ClassPictures>> {
      const found = await stored(id)
      return found.ok ? success((await open(found.value)).all(classIndex)) : found
    },

    async problems(id: string): Promise<Result<FileProblem[]>> {
      const found = await stored(id)
      return found.ok ? success(await readProblems(folder(id))) : found
    },

    /** A stored picture exactly as the network sees it: uint8, height x width x channels. */
    async pixels(id: string, index: number): Promise<Result<{ pixels: Uint8Array; shape: Shape }>> {
      const found = await stored(id)
      if (!found.ok) return found
      const { shape } = found.value.preprocessing
      const isThere = Number.isInteger(index) && index >= 0 && index < found.value.images
      if (!isThere) return failure('data.not-found', { id: `${id}/${index}` })
      const length = shape.height * shape.width * shape.channels
      return success({ pixels: await readPixels(folder(id), index, length), shape })
    },

    /** Where a stored picture came from, as its import saw it. */
    async source(id: string, index: number): Promise<Result<string>> {
      const found = await stored(id)
      if (!found.ok) return found
      if (index >= found.value.images) return failure('data.not-found', { id: `${id}/${index}` })
      return success(await (await open(found.value)).source(index))
    },

    /** Thumbnails of stored pictures side by side, as PNG; `data.not-found` when one of them is not there. */
    async strip(id: string, indices: readonly number[]): Promise<Result<Uint8Array>> {
      const found = await stored(id)
      if (!found.ok) return found
      const { images, preprocessing } = found.value
      const missing = indices.find(index => index >= images)
      if (missing !== undefined) return failure('data.not-found', { id: `${id}/${missing}` })
      return success(await readStrip(folder(id), indices, preprocessing.shape))
    },

    /**
     * Removes a version; the current one with all the others. Asks with `data.needed-by-runs` when a run needs what would go, unless
     * `evenIfNeeded`.
     */
    remove(id: string, { evenIfNeeded = false } = {}): Promise<Result<null>> {
      return inTurn(async () => {
        const lineage = await lineageOf(id)
        if (!lineage.ok) return lineage
        const { head, versions } = lineage.value
        // The current one last: were the removal cut short, what is left would be a whole data set.
        const going = id === head.id ? [...versions.filter(version => version !== head), head] : [{ id }]
        const needed = neededVersions(await readDescriptions(home), await readNeeds())
        const runs = going.flatMap(version => needed.get(version.id) ?? []).map(({ name }) => name)
        if (runs.length > 0 && !evenIfNeeded) return failure('data.needed-by-runs', { runs })
        opened = undefined
        try {
          for (const version of going) await removeVersion(home, version.id)
          if (id === head.id) await removePosition(home, lineage.value.id)
          return success(null)
        } catch (error) {
          return { ok: false, problem: writeProblem(error, folder(id)) }
        }
      })
    },
  }

  /** Prepares the new pictures as the others were. */
  async function add(
    version: Omit<Addition, 'to'> & { readonly description: Description },
    source: ImportSource,
    hooks: ImportHooks,
  ): Promise<Result<Description>> {
    const { description: to, ...rest } = version
    const { preprocessing, seed } = to
    const group = to.origin?.group ?? 'none'
    const options = { ...preprocessing, validation: 0, test: 0, seed, group }
    adding = true
    try {
      const request = await importRequest(source, options)
      return await importDataset({ home, ...request, options }, { decoder, openFile }, hooks, { to, ...rest })
    } finally {
      adding = false
    }
  }

  async function importRequest(source: ImportSource, options: ImportOptions) {
    if (source.kind === 'paths') return { paths: source.paths, options, sample: null, source }
    const { sample, paths } = await readSample(samplesFolder, source.sample)
    const { name, classNames, validation, test } = sample
    return {
      paths,
      options: { name, ...options, validation, test },
      sample: source.sample,
      source,
      classNames,
    }
  }
}
