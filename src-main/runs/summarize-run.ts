import type { RunRecord, RunSummary } from '../shared/contract/runs.ts'
import type { NumberedEvent, Score } from '../shared/contract/training.ts'
import { keptEpoch } from '../shared/kept-epoch.ts'

/** What a list needs to know of a run's events. */
export const summarizedTypes = ['started', 'epoch', 'checkpoint', 'end'] as const
type Summarized = Extract<NumberedEvent, { type: (typeof summarizedTypes)[number] }>

/** What a list shows of a run, from its record and its events. `running`: a process works on it at this moment. */
export function summarizeRun(
  record: RunRecord,
  events: readonly Summarized[],
  { running, usable }: { running: boolean; usable: boolean },
): RunSummary {
  const state = events.findLast(({ type }) => type === 'started' || type === 'end')
  const best = keptEpoch(events)
  return {
    record,
    phase: running ? 'running' : state?.type === 'end' ? state.reason : 'interrupted',
    epochsDone: events.findLast(event => event.type === 'epoch')?.epoch ?? 0,
    best: best ? score(best) : null,
    usable,
  }
}

/** The numbers of an epoch, without what else its event says. */
export const score = ({ epoch, loss, accuracy, validationLoss, validationAccuracy }: Score): Score => ({
  epoch,
  loss,
  accuracy,
  validationLoss,
  validationAccuracy,
})
