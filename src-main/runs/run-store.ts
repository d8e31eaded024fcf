import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../files/write-atomically.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { NumberedEvent } from '../shared/contract/training.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { parseRunRecord } from './run-record.ts'

export type RunStore = ReturnType<typeof createRunStore>

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** Runs on disk: one folder each, `run.json`, `metrics.ndjson` and `checkpoints/`, readable without Lenslet. */
export function createRunStore(home: string) {
  const root = join(home, 'runs')
  const folder = (id: string) => join(root, id)

  return {
    folder,

    /** Writes the record before anything else of the run is there. */
    async create(record: RunRecord): Promise<void> {
      await mkdir(join(folder(record.id), 'checkpoints'), { recursive: true })
      await writeAtomically(join(folder(record.id), 'run.json'), `${JSON.stringify(record, null, 2)}\n`)
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

    /** Every name that is given already. */
    async names(): Promise<Set<string>> {
      const records = await Promise.all((await this.ids()).map(id => this.get(id)))
      return new Set(records.flatMap(record => (record.ok ? [record.value.name] : [])))
    },

    /** The run's events; a line that a power cut left half-written is left out. */
    async events(id: string): Promise<NumberedEvent[]> {
      const text = await readFile(join(folder(id), 'metrics.ndjson'), 'utf8').catch(() => '')
      return text.split('\n').flatMap(line => {
        try {
          return line ? [JSON.parse(line) as NumberedEvent] : []
        } catch {
          return []
        }
      })
    },

    /** Opens the run's event log for appending; lines are written in the order they are given. */
    async openLog(id: string): Promise<RunLog> {
      const file = await open(join(folder(id), 'metrics.ndjson'), 'a')
      let last: Promise<unknown> = Promise.resolve()
      return {
        append(event) {
          last = last.then(() => file.appendFile(`${JSON.stringify(event)}\n`))
          return last
        },
        async close() {
          try {
            await last
            await file.sync()
          } finally {
            await file.close()
          }
        },
      }
    },

    /** Which weights there are: the best epoch's, or the last ones, or none. */
    checkpoint(id: string): 'best' | 'last' | undefined {
      return (['best', 'last'] as const).find(name =>
        existsSync(join(folder(id), 'checkpoints', `${name}.safetensors`)),
      )
    },

    async remove(id: string): Promise<Result<null>> {
      if (!idPattern.test(id) || !existsSync(folder(id))) return failure('runs.not-found', { id })
      // Renamed first, so that a removal cut short leaves no half run in the list.
      const doomed = join(root, `.removed-${id}`)
      await rename(folder(id), doomed)
      await rm(doomed, { recursive: true, force: true })
      return success(null)
    },
  }
}

export interface RunLog {
  append(event: NumberedEvent): Promise<unknown>
  close(): Promise<void>
}
