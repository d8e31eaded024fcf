import type { RunSummary } from '../shared/contract/runs.ts'
import type { RunStore } from './run-store.ts'
import { summarizedTypes, summarizeRun } from './summarize-run.ts'

/** All runs that can be read, newest first; `activeId`: the one that is going on in this process. */
export async function listRuns(runs: RunStore, activeId: string | undefined): Promise<RunSummary[]> {
  const summaries: RunSummary[] = []
  for (const id of await runs.ids()) {
    const record = await runs.get(id)
    if (!record.ok) continue
    const running = id === activeId || (await runs.isElsewhere(id))
    const usable = runs.checkpoint(id) !== undefined
    summaries.push(summarizeRun(record.value, await runs.events(id, summarizedTypes), { running, usable }))
  }
  return summaries
}
