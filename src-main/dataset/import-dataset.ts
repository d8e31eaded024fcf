import type {
  ImportOptions,
  ImportProgress,
  ImportSource,
  Preprocessing,
  SampleId,
} from '../shared/contract/data.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { uniqueName } from '../shared/unique-name.ts'
import { type DatasetContent, tidyClasses } from './change/content.ts'
import { nextInLineage } from './change-dataset.ts'
import type { Decoder } from './decode/decoder.ts'
import { extendSplit } from './extend-split.ts'
import { createGrouping, groupStored } from './group-pictures.ts'
import { extendedOrigin, originOf } from './origin.ts'
import { createProgress } from './progress.ts'
import { Refused } from './refused.ts'
import { scan } from './scan/scan.ts'
import type { ScanProblems } from './scan/scan-problems.ts'
import { splitInSteps } from './split.ts'
import { inSlices, itemsAStep, type Steps } from './steps.ts'
import { type Description, fingerprintOf } from './store/description.ts'
import type { OpenSink } from './store/file-sink.ts'
import { datasetsFolder, newDatasetId } from './store/layout.ts'
import { littleEndian } from './store/little-endian.ts'
import { checkSpace, DatasetWriter } from './store/writer.ts'
import { summarizeContent } from './summarize.ts'
import { type Taken, takePictures } from './take-pictures.ts'

export interface ImportRequest {
  readonly home: string
  readonly paths: readonly string[]
  readonly options: ImportOptions
  readonly sample: SampleId | null
  readonly source: ImportSource
  /** For IDX files, whose labels are numbers. */
  readonly classNames?: readonly string[]
  /** Names of other data sets; one that the options do not name is called otherwise. */
  readonly otherNames?: readonly string[]
}

export interface ImportHooks {
  readonly onProgress: (progress: ImportProgress) => void
  readonly signal: AbortSignal
}

export interface ImportTools {
  readonly decoder: Decoder
  readonly openFile?: OpenSink | undefined
}

/** What an addition begins with: the version that it is made to, its folder and its content. */
export interface Addition {
  readonly to: Description
  readonly folder: string
  readonly content: DatasetContent
  readonly className: string | undefined
}

/**
 * Scans, decodes and stores pictures as a new data set, or as a new version of the one in `addition`; what is stored is complete, or there is
 * nothing.
 */
export async function importDataset(
  { home, paths, options, sample, source, classNames, otherNames = [] }: ImportRequest,
  { decoder, openFile }: ImportTools,
  { onProgress, signal }: ImportHooks,
  addition?: Addition,
): Promise<Result<Description>> {
  const progress = createProgress(onProgress)
  const sliced = <T>(steps: Steps<T>) => inSlices(steps, signal)
  let writer: DatasetWriter | undefined
  let met: ScanProblems | undefined
  let published = false
  try {
    let seen = 0
    progress('scanning', 0, 0)
    const into = addition && { className: addition.className }
    const onFile = () => progress('scanning', ++seen, 0)
    const settings = { ...options, ...(into && { into }), ...(classNames && { classNames }) }
    const scanned = await scan(paths, settings, { signal, onFile })
    if (!scanned.ok) return scanned
    const { plan, problems, skipped, root } = scanned.value
    met = problems
    const { height, width, channels } = options.shape
    const stored = addition ? addition.to.bytes : 0
    const space = await onDisk(checkSpace(home, stored + plan.total * (height * width * channels + 100)))
    if (!space.ok) return space

    const name = addition?.to.name ?? options.name ?? uniqueName(scanned.value.name, otherNames)
    const base = addition && { folder: addition.folder, images: addition.to.images }
    writer = await onDisk(DatasetWriter.forPictures(home, newDatasetId(name), openFile, base, signal))
    for (const problem of problems) await onDisk(writer.addProblem(problem))
    problems.close()
    const by = options.group === 'name-prefix' ? 'name-prefix' : 'duplicates'
    const grouping = createGrouping(plan.total + (base?.images ?? 0), by)
    if (base) await onDisk(groupStored(grouping, base.folder, options.shape, by, signal))
    progress('decoding', 0, plan.total)
    const onDone = (done: number) => progress('decoding', done, plan.total)
    const taken = await takePictures(plan, { decoder, writer, grouping, onDisk }, options, {
      onDone,
      signal,
    })
    signal.throwIfAborted()

    const unusable = problems.unusable + taken.problems - taken.remarks
    const counts = {
      files: taken.labels.length + skipped + taken.skipped + unusable,
      skipped: skipped + taken.skipped,
      problemCount: problems.count + taken.problems,
    }
    if (taken.labels.length === 0) return failure('data.no-pictures', { path: root, files: counts.files })
    const groups = await sliced(grouping.groups())
    const content = await sliced(
      tidyClasses(
        addition
          ? await sliced(extended(addition.content, plan.classes, taken, groups))
          : {
              name,
              classes: plan.classes,
              labels: taken.labels,
              split: await sliced(splitInSteps(taken.labels, taken.parts, { ...options, groups })),
              seed: options.seed,
            },
      ),
    )
    const [only] = content.classes
    if (!addition && content.classes.length === 1 && options.labels !== 'hand')
      return failure('data.one-class', { path: root, found: only! })

    progress('storing', 0, 1)
    const labelBytes = littleEndian(content.labels)
    await onDisk(writer.write('labels', labelBytes))
    await onDisk(writer.write('split', content.split))
    const pixels = writer.pixelsHash()
    const { to, className } = addition ?? {}
    const origin = to ? extendedOrigin(to.origin, source, className) : originOf(source, options)
    const description: Description = {
      id: writer.id,
      name,
      created: new Date().toISOString(),
      preprocessing: preprocessingOf(options),
      ...(await sliced(summarizeContent(content))),
      seed: content.seed,
      fingerprint: fingerprintOf(pixels, labelBytes, content.split, content.classes),
      files: counts.files + (to?.files ?? 0),
      skipped: counts.skipped + (to?.skipped ?? 0),
      problemCount: counts.problemCount + (to?.problemCount ?? 0),
      bytes: writer.bytes,
      sample: to ? to.sample : sample,
      ...(origin && { origin }),
      lineage: to
        ? nextInLineage(to, {
            kind: 'add',
            pictures: taken.labels.length,
            ...(className !== undefined && { className }),
          })
        : { id: writer.id, number: 1, parent: null, change: null },
      pixels,
    }
    await onDisk(writer.publish(description))
    published = true
    progress('storing', 1, 1)
    return success(description)
  } catch (error) {
    if (signal.aborted) return failure('data.cancelled', {})
    if (error instanceof Refused) return { ok: false, problem: error.problem }
    throw error
  } finally {
    met?.close()
    if (!published) await writer?.abandon()
  }

  function onDisk<T>(work: Promise<T>): Promise<T> {
    return work.catch(error => {
      throw new Refused(writeProblem(error, datasetsFolder(home)))
    })
  }
}

const preprocessingOf = ({ shape, color, fit, background }: ImportOptions): Preprocessing => ({
  shape,
  color,
  fit,
  ...(background && { background }),
})

/** The content with the new pictures behind the others; classes are the same when they are called the same. */
function* extended(
  before: DatasetContent,
  added: readonly string[],
  taken: Taken,
  groups: Int32Array,
): Steps<DatasetContent> {
  const classes = [...new Set([...before.classes, ...added])]
  const places = new Map(classes.map((name, place) => [name, place]))
  const renumbered = Uint16Array.from(added, name => places.get(name)!)
  const first = before.labels.length
  const labels = new Uint16Array(first + taken.labels.length)
  labels.set(before.labels)
  for (let index = 0; index < taken.labels.length; index++) {
    if (index % itemsAStep === 0) yield
    labels[first + index] = renumbered[taken.labels[index]!]!
  }
  const split = new Uint8Array(labels.length)
  split.set(before.split)
  split.set(yield* extendSplit(before, labels.subarray(first), taken.parts, groups), first)
  return { ...before, classes, labels, split }
}
