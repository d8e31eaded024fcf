import type { RunSummary } from '../../src-main/shared/contract/runs.ts'
import { app } from '../app-state.svelte.ts'
import { evaluations } from './evaluation-state.svelte.ts'
import { training } from './training-state.svelte.ts'

/** The run has not come to the end that was planned. */
export const isUnfinished = ({ phase, epochsDone, record }: RunSummary): boolean =>
  ['interrupted', 'stopped', 'failed'].includes(phase) && epochsDone < record.settings.epochs

/** The run has, and can go on only for more epochs; one that diverged cannot go on at all. */
export const isFinished = (run: RunSummary): boolean =>
  run.phase !== 'running' && run.phase !== 'diverged' && !isUnfinished(run)

/** Goes on with a run in the Train room. `epochs`: in all; null: as many as it has. */
export async function goOn({ record }: RunSummary, epochs: number | null): Promise<void> {
  app.setRun(record.id)
  app.go('train')
  const begun = await training.goOn(record.id, epochs)
  if (begun) evaluations.forget(record.id)
}
