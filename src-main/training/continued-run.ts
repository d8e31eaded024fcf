import type { Datasets } from '../dataset/service.ts'
import type { DatasetSummary } from '../shared/contract/data.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import type { NumberedEvent } from '../shared/contract/training.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'

/** The record of a run that goes on, or why there is nothing to go on with. `epochs`: in all; null: as many as it has. */
export function continuedRecord(
  record: RunRecord,
  events: readonly NumberedEvent[],
  epochs: number | null,
): Result<RunRecord> {
  const state = events.findLast(({ type }) => type === 'end' || type === 'started')
  const ended = state?.type === 'end' ? state.reason : 'interrupted'
  if (ended === 'diverged') return failure('training.would-diverge', {})
  const done = events.findLast(event => event.type === 'epoch')?.epoch ?? 0
  const wanted = epochs ?? record.settings.epochs
  if (ended === 'early-stopped' && epochs === null) return failure('training.ended-early', { epochs: done })
  const isOver = ended === 'finished' || ended === 'stopped' || ended === 'early-stopped'
  const nothingLeft = isOver ? wanted <= done : wanted < done
  if (nothingLeft && epochs === null) return failure('training.all-epochs-done', { epochs: wanted })
  if (nothingLeft) return failure('training.fewer-epochs', { epochs: wanted, done })
  const settings = { ...record.settings, epochs: wanted }
  return success(changedRecord(record, settings, { untilEpoch: reached(events), because: 'epochs' }))
}

/** Whether a run that goes on had lost its patience: asked for more epochs, it begins to wait again. */
export const endedEarly = (events: readonly NumberedEvent[]): boolean => {
  const state = events.findLast(({ type }) => type === 'end' || type === 'started')
  return state?.type === 'end' && state.reason === 'early-stopped'
}

/** The record with other settings from now on, and those it had among the earlier ones. */
export function changedRecord(
  record: RunRecord,
  settings: TrainingSettings,
  why: { untilEpoch: number; because: 'epochs' | 'memory' },
): RunRecord {
  if (JSON.stringify(settings) === JSON.stringify(record.settings)) return record
  const earlierSettings = [...(record.earlierSettings ?? []), { settings: record.settings, ...why }]
  return { ...record, settings, earlierSettings }
}

/** Epochs done, with the fraction of the one that was going on. */
export const reached = (events: readonly NumberedEvent[]): number =>
  events.findLast(event => event.type === 'step' || event.type === 'epoch')?.epoch ?? 0

/** The data set that a run learns from, or one imported again that is equal to it pixel by pixel. */
export async function dataOf(
  { id, dataset }: RunRecord,
  datasets: Datasets,
): Promise<Result<DatasetSummary>> {
  const found = await datasets.findContent(dataset.id, dataset.fingerprint)
  if (found) return success(found)
  const own = await datasets.get(dataset.id)
  return own.ok
    ? failure('training.data-changed', { name: dataset.name })
    : failure('runs.data-gone', { run: id, name: dataset.name })
}
