import type { RunRecord, RunSummary } from '../shared/contract/runs.ts'
import type { NumberedEvent, Score } from '../shared/contract/training.ts'

type EpochEvent = Extract<NumberedEvent, { type: 'epoch' }>
type EndEvent = Extract<NumberedEvent, { type: 'end' }>

/** What a list shows of a run, from its record, its epochs and its end. `running`: a process works on it at this moment. */
export function summarizeRun(
  record: RunRecord,
  events: readonly (EpochEvent | EndEvent)[],
  { running, usable }: { running: boolean; usable: boolean },
): RunSummary {
  const epochs = events.filter((event): event is EpochEvent => event.type === 'epoch')
  const last = events.at(-1)
  const best = epochs.findLast(event => event.best)
  return {
    record,
    phase: running ? 'running' : last?.type === 'end' ? last.reason : 'interrupted',
    epochsDone: epochs.at(-1)?.epoch ?? 0,
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
