import type { RunSummary } from '../shared/contract/runs.ts'
import type { RunStore } from './run-store.ts'
import { summarizeRun } from './summarize-run.ts'

/** All runs that can be read, newest first; `activeId`: the one that is going on in this process. */
export async function listRuns(runs: RunStore, activeId: string | undefined): Promise<RunSummary[]> {
  const summaries = await Promise.all(
    (await runs.ids()).map(async id => {
      const record = await runs.get(id)
      if (!record.ok) return undefined
      const state = { running: id === activeId, usable: runs.checkpoint(id) !== undefined }
      return summarizeRun(record.value, await runs.events(id), state)
    }),
  )
  return summaries.filter(summary => summary !== undefined)
}
