import type { PicturePart } from '../../shared/contract/data.ts'
import type {
  DoctorReport,
  Finding,
  FindingKind,
  FoundPicture,
  FoundPictures,
} from '../../shared/contract/data-doctor.ts'
import { partsByCode } from '../../shared/contract/data-pictures.ts'
import { type Result, success } from '../../shared/result.ts'
import type { DatasetContent } from '../change/content.ts'
import type { Datasets } from '../service.ts'
import { bySeverity } from './diagnose.ts'
import { type Classify, findDoubtfulLabels } from './doubtful-labels.ts'
import type { KnownMeasurements } from './examination.ts'
import { groupAt, groupCount } from './groups.ts'
import type { RunExamination } from './run-examination.ts'
import type { Listing } from './subject.ts'

export type Doctor = ReturnType<typeof createDoctor>

export interface DoctorHooks {
  readonly onProgress: (progress: { datasetId: string; done: number; total: number }) => void
}

interface Examined {
  readonly report: DoctorReport
  readonly listings: Map<FindingKind, Listing>
}

/** Reports that are kept: the present version's, and those that undoing leads to. */
const mostKept = 8

/** Examines data sets and keeps what was found, so that the pictures of each finding can be paged through. */
export function createDoctor(parts: {
  datasets: Pick<Datasets, 'get' | 'content' | 'folder' | 'source'>
  runExamination: RunExamination
  classify: Classify
  /** The finding that the originals have colour, where they have. */
  originalColors: (datasetId: string, content: DatasetContent) => Promise<Finding | undefined>
}) {
  const { datasets, runExamination, classify, originalColors } = parts
  const examined = new Map<string, Examined>()
  let known: KnownMeasurements | undefined
  let current: { id: string; cancel: AbortController; answer: Promise<Result<Examined>> } | undefined

  return {
    async examine(datasetId: string, hooks: DoctorHooks): Promise<Result<DoctorReport>> {
      const found = await examine(datasetId, hooks)
      return found.ok ? success(found.value.report) : found
    },

    cancel: () => current?.cancel.abort(),

    /** `offset` and `limit` count groups. */
    async pictures(
      request: { datasetId: string; kind: FindingKind; offset: number; limit: number },
      hooks: DoctorHooks,
    ): Promise<Result<FoundPictures>> {
      const { datasetId, kind, offset, limit } = request
      const found = await examine(datasetId, hooks)
      if (!found.ok) return found
      const listing = found.value.listings.get(kind)
      const content = await datasets.content(datasetId)
      if (!content.ok) return content
      if (!listing) return success({ total: 0, groups: [] })
      const total = groupCount(listing.groups)
      const groups: FoundPicture[][] = []
      for (let group = offset; group < Math.min(total, offset + limit); group++)
        groups.push(await picturesOf(datasetId, content.value, listing, group))
      return success({ total, groups })
    },

    /** Has the run's network look at all pictures in use. */
    async doubtfulLabels(
      request: { datasetId: string; runId: string },
      hooks: DoctorHooks,
    ): Promise<Result<Finding>> {
      const { datasetId, runId } = request
      const found = await examine(datasetId, hooks)
      if (!found.ok) return found
      const summary = await datasets.get(datasetId)
      if (!summary.ok) return summary
      const content = await datasets.content(datasetId)
      if (!content.ok) return content
      const network = await classify(runId)
      if (!network.ok) return network
      // What has gone can only be guessed at: the parts are as they are now then.
      const learnt = await datasets.content(network.value.datasetId)
      const learntSummary = await datasets.get(network.value.datasetId)
      const isOther = learntSummary.ok && learntSummary.value.lineage.id !== summary.value.lineage.id
      const doubtful = await findDoubtfulLabels(
        {
          folder: datasets.folder(datasetId),
          shape: summary.value.preprocessing.shape,
          content: content.value,
        },
        runId,
        network.value,
        isOther ? undefined : (learnt.ok ? learnt : content).value.split,
        (done, total) => hooks.onProgress({ datasetId, done, total }),
      )
      if (!doubtful.ok) return doubtful
      found.value.listings.set('doubtful-labels', doubtful.value.listing)
      return success(doubtful.value.finding)
    },
  }

  async function examine(id: string, hooks: DoctorHooks): Promise<Result<Examined>> {
    const kept = examined.get(id)
    if (kept) return success(kept)
    if (current?.id === id && !current.cancel.signal.aborted) return current.answer
    current?.cancel.abort()
    const cancel = new AbortController()
    const own = { id, cancel, answer: examineNow(id, cancel.signal, hooks) }
    current = own
    return own.answer.finally(() => {
      if (current === own) current = undefined
    })
  }

  async function examineNow(id: string, signal: AbortSignal, hooks: DoctorHooks): Promise<Result<Examined>> {
    const began = performance.now()
    const summary = await datasets.get(id)
    if (!summary.ok) return summary
    const content = await datasets.content(id)
    if (!content.ok) return content
    const done = await runExamination(
      { folder: datasets.folder(id), summary: summary.value, content: content.value, known },
      { signal, onProgress: progress => hooks.onProgress({ datasetId: id, ...progress }) },
    )
    if (!done.ok) return done
    known = done.value.known
    const { statistics, listings } = done.value.diagnosis
    const isGrey = summary.value.preprocessing.shape.channels === 1
    const color = isGrey ? await originalColors(id, content.value) : undefined
    const findings = bySeverity([...done.value.diagnosis.findings, ...(color ? [color] : [])])
    const seconds = (performance.now() - began) / 1000
    const result = { report: { datasetId: id, findings, statistics, seconds }, listings: new Map(listings) }
    examined.set(id, result)
    const [oldest] = examined.keys()
    if (examined.size > mostKept && oldest !== undefined) examined.delete(oldest)
    return success(result)
  }

  async function picturesOf(
    datasetId: string,
    { classes, labels, split }: DatasetContent,
    listing: Listing,
    group: number,
  ): Promise<FoundPicture[]> {
    const first = listing.groups.starts[group]!
    const { sizes, distances, guesses } = listing
    const pictures: FoundPicture[] = []
    for (const [place, index] of groupAt(listing.groups, group).entries()) {
      const source = await datasets.source(datasetId, index)
      if (!source.ok) throw new Error(`picture ${index} of ${datasetId} has no source`)
      const at = first + place
      const part: PicturePart = partsByCode[split[index]!]!
      pictures.push({
        index,
        source: source.value,
        className: classes[labels[index]!]!,
        part,
        ...(sizes && { size: { height: sizes[2 * at]!, width: sizes[2 * at + 1]! } }),
        ...(distances && { distance: distances[at]! }),
        ...(guesses && {
          guess: {
            className: classes[guesses.classes[at]!]!,
            probability: guesses.probabilities[at]!,
          },
        }),
      })
    }
    return pictures
  }
}
