import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type CheckpointName, checkpointFile, previousFile } from '../engine/worker/checkpoint-files.ts'
import { makeFolder } from '../files/make-folder.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { NumberedEvent } from '../shared/contract/training.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { claimRun, isClaimedElsewhere, releaseRun } from './run-claim.ts'
import { openRunLog, type RunLog, readRunLog } from './run-log.ts'
import { parseRunRecord } from './run-record.ts'

export type RunStore = ReturnType<typeof createRunStore>

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** Runs on disk: one folder each, `run.json`, `metrics.ndjson` and `checkpoints/`, readable without Lenslet. */
export function createRunStore(home: string) {
  const root = join(home, 'runs')
  const folder = (id: string) => join(root, id)
  /** Where it is damaged, the one before stands in for it. */
  const hasCheckpoint = (id: string, name: CheckpointName) =>
    [checkpointFile(folder(id), name), previousFile(checkpointFile(folder(id), name))].some(existsSync)
  const writeRecord = (record: RunRecord) =>
    writeAtomically(join(folder(record.id), 'run.json'), `${JSON.stringify(record, null, 2)}\n`)

  return {
    folder,

    /** Writes the record before anything else of the run is there. */
    async create(record: RunRecord): Promise<void> {
      makeFolder(join(folder(record.id), 'checkpoints'))
      await writeRecord(record)
    },

    async get(id: string): Promise<Result<RunRecord>> {
      if (!idPattern.test(id)) return failure('runs.not-found', { id })
      let text: string
      try {
        text = await readFile(join(folder(id), 'run.json'), 'utf8')
      } catch {
        return failure('runs.not-found', { id })
      }
      return parseRunRecord(id, text)
    },

    /** Ids, newest first (an id begins with its time). */
    async ids(): Promise<string[]> {
      const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
      return entries
        .filter(entry => entry.isDirectory() && idPattern.test(entry.name))
        .map(entry => entry.name)
        .sort()
        .reverse()
    },

    /** Of every run whose record can be read. */
    async records(): Promise<RunRecord[]> {
      const records = await Promise.all((await this.ids()).map(id => this.get(id)))
      return records.flatMap(record => (record.ok ? [record.value] : []))
    },

    /** Every name that is given already. */
    async names(): Promise<Set<string>> {
      return new Set((await this.records()).map(({ name }) => name))
    },

    /** The run's events, of the types asked for; a line that a power cut or a full disk left damaged is left out. */
    async events<Type extends NumberedEvent['type'] = NumberedEvent['type']>(
      id: string,
      types?: readonly Type[],
    ): Promise<Extract<NumberedEvent, { type: Type }>[]> {
      return readRunLog(join(folder(id), 'metrics.ndjson'), types)
    },

    openLog: (id: string): Promise<RunLog> => openRunLog(join(folder(id), 'metrics.ndjson')),

    /** The record as it is from now on. */
    async update(record: RunRecord): Promise<void> {
      await writeRecord(record)
    },

    /** Marks a run as worked on by this process, until `release`; false where another process on the same home does. */
    claim: (id: string) => claimRun(folder(id)),
    release: (id: string) => releaseRun(folder(id)),
    /** Whether another living process works on the run. */
    isElsewhere: (id: string) => isClaimedElsewhere(folder(id)),

    /** Which weights there are: the best epoch's, or the last ones, or none. */
    checkpoint: (id: string) => (['best', 'last'] as const).find(name => hasCheckpoint(id, name)),
    /** Whether there is a checkpoint to go on from. */
    canGoOn: (id: string) => hasCheckpoint(id, 'last'),

    async remove(id: string): Promise<Result<null>> {
      if (!idPattern.test(id) || !existsSync(folder(id))) return failure('runs.not-found', { id })
      if (await this.isElsewhere(id)) return failure('training.busy', {})
      // Renamed first, so that a removal cut short leaves no half run in the list.
      const doomed = join(root, `.removed-${id}`)
      try {
        await rename(folder(id), doomed)
        await rm(doomed, { recursive: true, force: true })
        return success(null)
      } catch (error) {
        return { ok: false, problem: writeProblem(error, folder(id)) }
      }
    },
  }
}
