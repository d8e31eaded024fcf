import type { NumberedEvent, TrainingEvent } from '../../src-main/shared/contract/training.ts'

type Of<Type extends TrainingEvent['type']> = Extract<TrainingEvent, { type: Type }>
export type StepEvent = Of<'step'>
export type EpochEvent = Of<'epoch'>

/** What the window knows of one run, folded from its events. */
export interface RunHistory {
  /** Number of the last event that is in it. */
  readonly seq: number
  readonly started: Of<'started'> | null
  readonly steps: readonly StepEvent[]
  readonly epochs: readonly EpochEvent[]
  readonly end: Of<'end'> | null
}

export const emptyHistory: RunHistory = { seq: -1, started: null, steps: [], epochs: [], end: null }

/** Adds the events that are new; a snapshot and the batches after it may overlap, so what is known already is passed over. */
export function extendHistory(history: RunHistory, events: readonly NumberedEvent[]): RunHistory {
  const fresh = events.filter(({ seq }) => seq > history.seq).toSorted((one, other) => one.seq - other.seq)
  const last = fresh.at(-1)
  if (!last) return history
  return {
    seq: last.seq,
    started: fresh.findLast(event => event.type === 'started') ?? history.started,
    steps: history.steps.concat(fresh.filter(event => event.type === 'step')),
    epochs: history.epochs.concat(fresh.filter(event => event.type === 'epoch')),
    end: fresh.findLast(event => event.type === 'end') ?? history.end,
  }
}

/** The epoch whose weights are kept as `best`: the last one that was better than all before it. */
export const bestEpoch = ({ epochs }: RunHistory): EpochEvent | undefined =>
  epochs.findLast(({ best }) => best)
