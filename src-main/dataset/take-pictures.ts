import type { ImportOptions } from '../shared/contract/data.ts'
import type { Decoder, Outcome } from './decode/decoder.ts'
import type { Grouping } from './group-pictures.ts'
import type { ImportPlan } from './sources/import-plan.ts'
import type { DatasetWriter } from './store/writer.ts'

/** What came of an import's files. */
export interface Taken {
  /** Of each picture that was stored, the class (an index into the plan's) and the part (`undecided`: to be drawn). */
  readonly labels: Uint16Array
  readonly parts: Uint8Array
  /** Files that hold no picture and were not expected to. */
  readonly skipped: number
  readonly problems: number
  /** Of the problems, those of files that were used all the same. */
  readonly remarks: number
}

/** Turns a failure of the disk that is written to into the problem that it is to a person. */
type Guard = <T>(work: Promise<T>) => Promise<T>

/** Decodes a plan's pictures into a store, in their order, and tells `grouping` of each; a picture that can't be had becomes a problem. */
export async function takePictures(
  plan: ImportPlan,
  {
    decoder,
    writer,
    grouping,
    onDisk,
  }: { decoder: Decoder; writer: DatasetWriter; grouping: Grouping; onDisk: Guard },
  options: ImportOptions,
  { onDone, signal }: { onDone: (done: number) => void; signal: AbortSignal },
): Promise<Taken> {
  const labels = new Uint16Array(plan.total)
  const parts = new Uint8Array(plan.total)
  let images = 0
  let skipped = 0
  let problems = 0
  let remarks = 0
  const keep = async (outcome: Outcome, index: number) => {
    const path = plan.describe(index)
    if ('problem' in outcome) {
      const { problem } = outcome
      if (problem.code === 'data.not-a-picture' && !plan.isExpected(index)) skipped++
      else {
        await onDisk(writer.addProblem({ path, problem, used: false }))
        problems++
      }
    } else {
      if (outcome.remark) {
        await onDisk(writer.addProblem({ path, problem: outcome.remark, used: true }))
        problems++
        remarks++
      }
      await onDisk(writer.add(outcome.pixels, path, outcome.size))
      grouping.add(outcome.pixels, path)
      labels[images] = plan.label(index)
      parts[images] = plan.part(index)
      images++
    }
    onDone(index + 1)
  }
  await decoder.decode(plan.sources, options, keep, signal)
  return {
    labels: labels.subarray(0, images),
    parts: parts.subarray(0, images),
    skipped,
    problems,
    remarks,
  }
}
