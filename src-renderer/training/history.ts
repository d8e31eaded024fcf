import type { NumberedEvent, TrainingEvent } from '../../src-main/shared/contract/training.ts'
import { withoutUndone } from '../../src-main/shared/undone-events.ts'

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
  /** What the run goes on in spite of; where the disk refused a file, null once it has taken one. */
  readonly warning: Of<'warning'> | null
  /** When the disk took weights as `best`. */
  readonly kept: readonly Of<'checkpoint'>[]
  readonly end: Of<'end'> | null
}

export const emptyHistory: RunHistory = {
  seq: -1,
  started: null,
  steps: [],
  epochs: [],
  warning: null,
  kept: [],
  end: null,
}

/** So many that no chart can show more; a run of a day stays light. */
const stepLimit = 8000

/** Adds the events that are new; a snapshot and the batches after it may overlap, so what is known already is passed over. */
export function extendHistory(history: RunHistory, events: readonly NumberedEvent[]): RunHistory {
  const fresh = events.filter(({ seq }) => seq > history.seq).toSorted((one, other) => one.seq - other.seq)
  const last = fresh.at(-1)
  if (!last) return history
  // A run that goes on from its checkpoint takes the steps after it again.
  const told = withoutUndone<TrainingEvent>([...history.epochs, ...history.steps, ...history.kept, ...fresh])
  const state = fresh.findLast(event => event.type === 'started' || event.type === 'end')
  return {
    seq: last.seq,
    started: fresh.findLast(event => event.type === 'started') ?? history.started,
    steps: thin(told.filter(event => event.type === 'step')),
    epochs: told.filter(event => event.type === 'epoch'),
    warning: fresh.reduce(warningAfter, history.warning),
    kept: told.filter(event => event.type === 'checkpoint').filter(({ file }) => file === 'best'),
    end: state ? (state.type === 'end' ? state : null) : history.end,
  }
}

/** The epoch that is on disk as `best`. */
export const keptEpoch = ({ epochs, kept }: RunHistory): EpochEvent | undefined =>
  epochs.findLast(({ epoch }) => epoch === kept.at(-1)?.epoch)

/** The last epoch that was better than all before it. */
export const bestEpoch = ({ epochs }: RunHistory): EpochEvent | undefined =>
  epochs.findLast(({ best }) => best)

/** Steps from the first to the last epoch; null before the run has begun. */
export const plannedSteps = ({ started }: RunHistory): number | null =>
  started && started.epochs * started.stepsPerEpoch

/** How many epochs the charts are wide: all that are planned, and when it is over those that were begun. */
export function shownEpochs({ started, steps, epochs }: RunHistory, live: boolean, planned?: number): number {
  const all = planned ?? started?.epochs ?? 1
  const begun = Math.ceil(Math.max(steps.at(-1)?.epoch ?? 0, epochs.at(-1)?.epoch ?? 0))
  return live || begun === 0 ? all : begun
}

function warningAfter(present: RunHistory['warning'], event: TrainingEvent): RunHistory['warning'] {
  if (event.type === 'warning') return event
  if (event.type === 'started') return null
  return event.type === 'checkpoint' && present && isOfDisk(present) ? null : present
}

const isOfDisk = ({ problem }: Of<'warning'>) =>
  problem.code === 'app.disk-full' || problem.code === 'app.cannot-write'

/** Every two events in one that says what both did, as often as it takes to stay within the limit. */
function thin(steps: readonly StepEvent[]): readonly StepEvent[] {
  if (steps.length <= stepLimit) return steps
  const merged: StepEvent[] = []
  for (let index = 0; index < steps.length; index += 2) {
    const [one, other] = [steps[index]!, steps[index + 1]]
    merged.push(other ? mergeSteps(one, other) : one)
  }
  return thin(merged)
}

function mergeSteps(one: StepEvent, other: StepEvent): StepEvent {
  const steps = one.steps + other.steps
  const mean = (first: number, second: number) => (one.steps * first + other.steps * second) / steps
  return {
    ...other,
    steps,
    loss: mean(one.loss, other.loss),
    accuracy: mean(one.accuracy, other.accuracy),
  }
}
