import type {
  ClassSummary,
  DatasetSummary,
  FileProblem,
  ImportOptions,
  ImportProgress,
  Preprocessing,
  SampleId,
} from '../shared/contract/data.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { Decoder, Outcome } from './decode/decoder.ts'
import { type ImportPlan, planImport } from './import-plan.ts'
import { createProgress } from './progress.ts'
import { Refused } from './refused.ts'
import { type Scan, scan } from './scan/scan.ts'
import { splitNames, splitPictures } from './split.ts'
import type { OpenSink } from './store/file-sink.ts'
import { datasetsFolder, newDatasetId } from './store/layout.ts'
import { checkSpace, DatasetWriter } from './store/writer.ts'

export interface ImportRequest {
  readonly home: string
  readonly paths: readonly string[]
  readonly options: ImportOptions
  readonly sample: SampleId | null
  /** For IDX files, whose labels are numbers. */
  readonly classNames?: readonly string[]
}

export interface ImportHooks {
  readonly onProgress: (progress: ImportProgress) => void
  readonly signal: AbortSignal
}

/** Scans, decodes and stores; what is stored is complete, or there is nothing. */
export async function importDataset(
  request: ImportRequest,
  { decoder, openFile }: { decoder: Decoder; openFile?: OpenSink | undefined },
  { onProgress, signal }: ImportHooks,
): Promise<Result<DatasetSummary>> {
  const { home, options } = request
  const progress = createProgress(onProgress)
  let writer: DatasetWriter | undefined
  let published = false
  try {
    let seen = 0
    progress('scanning', 0, 0)
    const scanned = await scan(request.paths, { signal, onFile: () => progress('scanning', ++seen, 0) })
    if (!scanned.ok) return scanned
    const plan = await planImport(scanned.value.content, request.classNames)
    const { height, width, channels } = options.shape
    const space = await onDisk(checkSpace(home, plan.total * (height * width * channels + 100)))
    if (!space.ok) return space

    const name = options.name ?? scanned.value.name
    const id = newDatasetId(name)
    writer = await onDisk(DatasetWriter.create(home, id, openFile))
    const taken = await take(scanned.value, plan, writer)
    signal.throwIfAborted()
    const classes = present(plan, taken.labels)
    const [only] = classes
    const files = taken.images + taken.skipped + taken.problems.filter(({ used }) => !used).length
    const { root } = scanned.value
    if (!only) return failure('data.no-pictures', { path: root, files })
    if (classes.length === 1) return failure('data.one-class', { path: root, found: only.name })

    progress('storing', 0, 1)
    const labels = renumber(taken.labels, classes)
    const split = splitPictures(labels, taken.parts, options)
    const { fingerprint, bytes } = await onDisk(writer.complete(labels, split, taken.problems))
    const summary: DatasetSummary = {
      id,
      name,
      created: new Date().toISOString(),
      preprocessing: preprocessingOf(options),
      images: taken.images,
      classes: summarize(labels, classes),
      split: countSplit(split),
      seed: options.seed,
      fingerprint,
      files,
      skipped: taken.skipped,
      problemCount: taken.problems.length,
      bytes,
      sample: request.sample,
    }
    await onDisk(writer.publish(summary))
    published = true
    progress('storing', 1, 1)
    return success(summary)
  } catch (error) {
    if (signal.aborted) return failure('data.cancelled', {})
    if (error instanceof Refused) return { ok: false, problem: error.problem }
    throw error
  } finally {
    if (!published) await writer?.abandon()
  }

  async function take({ problems: met, skipped: passed }: Scan, plan: ImportPlan, writer: DatasetWriter) {
    const problems: FileProblem[] = [...met]
    const labels = new Uint16Array(plan.total)
    const parts = new Uint8Array(plan.total)
    let images = 0
    let skipped = passed
    const keep = async (outcome: Outcome, index: number) => {
      const path = plan.describe(index)
      if ('problem' in outcome) {
        const { problem } = outcome
        if (problem.code === 'data.not-a-picture' && !plan.isExpected(index)) skipped++
        else problems.push({ path, problem, used: false })
      } else {
        if (outcome.remark) problems.push({ path, problem: outcome.remark, used: true })
        await onDisk(writer.add(outcome.pixels, path))
        labels[images] = plan.label(index)
        parts[images] = plan.part(index)
        images++
      }
      progress('decoding', index + 1, plan.total)
    }
    progress('decoding', 0, plan.total)
    await decoder.decode(plan.sources, options, keep, signal)
    return {
      images,
      skipped,
      problems,
      labels: labels.subarray(0, images),
      parts: parts.subarray(0, images),
    }
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

/** The classes that have a picture; the others can't be learnt. */
function present(plan: ImportPlan, labels: Uint16Array) {
  const found = new Set(labels)
  return plan.classes.map((name, label) => ({ name, label })).filter(({ label }) => found.has(label))
}

function renumber(labels: Uint16Array, classes: readonly { label: number }[]): Uint16Array {
  const places = new Map(classes.map(({ label }, place) => [label, place]))
  return labels.map(label => places.get(label)!)
}

const examplesShown = 10

/** `examples`: spread evenly over the class, so that they show it better than its first ones. */
function summarize(labels: Uint16Array, classes: readonly { name: string }[]): ClassSummary[] {
  const indices: number[][] = classes.map(() => [])
  for (const [index, label] of labels.entries()) indices[label]!.push(index)
  return classes.map(({ name }, label) => {
    const own = indices[label]!
    const shown = Math.min(examplesShown, own.length)
    const examples = Array.from(
      { length: shown },
      (_, place) => own[Math.floor((place * own.length) / shown)]!,
    )
    return { name, images: own.length, examples }
  })
}

function countSplit(split: Uint8Array): DatasetSummary['split'] {
  const counts = [0, 0, 0]
  for (const code of split) counts[code]!++
  const [train, validation, test] = splitNames.map((_, code) => counts[code]!)
  return { train: train!, validation: validation!, test: test! }
}
