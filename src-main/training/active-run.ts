import type { RunLog } from '../runs/run-log.ts'
import { score } from '../runs/summarize-run.ts'
import type { NumberedEvent, TrainingEvent, TrainingSnapshot } from '../shared/contract/training.ts'
import { keptEpoch } from '../shared/kept-epoch.ts'
import type { Problem } from '../shared/result.ts'
import { withoutUndone } from '../shared/undone-events.ts'

type End = Extract<TrainingEvent, { type: 'end' }>

/** What a snapshot sends, and more than a chart can show; the log keeps every one. */
const stepsInMemory = 8000

/** What has happened in the worker that trains at present. */
interface Attempt {
  hasBegun: boolean
  /** A checkpoint was written that can be gone on from. */
  hasSaved: boolean
  /** What the worker told before it began. */
  early: TrainingEvent[]
}

/** A run that is going on: its phase, its numbered events, and their way into the log. */
export class ActiveRun {
  readonly id: string
  readonly datasetId: string
  /** Resolves when the training has begun. */
  readonly begun: Promise<void>
  phase: TrainingSnapshot['phase'] = 'starting'
  events: NumberedEvent[] = []
  attempt: Attempt = newAttempt()
  readonly #log: RunLog
  #resolveBegun = () => {}
  #announcement: ((epoch: number) => Problem) | undefined
  #seq = 0
  #steps = 0

  /** `earlier`: what its log holds already. */
  constructor(id: string, datasetId: string, log: RunLog, earlier: readonly NumberedEvent[] = []) {
    this.id = id
    this.datasetId = datasetId
    this.#log = log
    this.begun = new Promise(resolve => (this.#resolveBegun = resolve))
    for (const event of earlier) this.#remember(event)
  }

  get isStopping(): boolean {
    return this.phase === 'stopping'
  }

  get hasEnded(): boolean {
    return this.phase === 'ended'
  }

  /** The next worker has told nothing yet. */
  beginAttempt(): void {
    this.attempt = newAttempt()
  }

  /** What a person is told as soon as the next worker has begun, at the epoch from which it goes on. */
  announce(problem: (epoch: number) => Problem): void {
    this.#announcement = problem
  }

  /** Records what the worker tells; before it has begun nothing, so that a run that cannot go on stays as it was. Its end is for its answer to say. */
  take(event: TrainingEvent): NumberedEvent[] {
    if (event.type === 'end') return []
    if (event.type === 'started') return this.#begin(event)
    if (!this.attempt.hasBegun) {
      this.attempt.early.push(event)
      return []
    }
    if (event.type === 'checkpoint' && event.file === 'last') this.attempt.hasSaved = true
    return [this.record(event)]
  }

  record(event: TrainingEvent): NumberedEvent {
    this.phase = phaseAfter(this.phase, event)
    const numbered: NumberedEvent = { seq: this.#seq + 1, ...event }
    this.#remember(numbered)
    this.#log.append(numbered)
    return numbered
  }

  /** An end that the worker could not tell of. */
  ending(reason: End['reason'], problem?: Problem): End {
    const best = keptEpoch(this.events)
    const final = this.events.findLast(event => event.type === 'epoch')
    return {
      type: 'end',
      reason,
      best: best ? score(best) : null,
      final: final ? score(final) : null,
      ...(problem && { problem }),
    }
  }

  #begin(started: Extract<TrainingEvent, { type: 'started' }>): NumberedEvent[] {
    const { early } = this.attempt
    this.attempt = { ...newAttempt(), hasBegun: true }
    const problem = this.#announcement?.(started.epoch ?? 0)
    this.#announcement = undefined
    this.#resolveBegun()
    const first = this.record(started)
    const step = this.events.findLast(event => event.type === 'step')?.step ?? 0
    const told = problem ? [...early, { type: 'warning' as const, step, problem }] : early
    return [first, ...told.map(event => this.record(event))]
  }

  #remember(event: NumberedEvent): void {
    this.#seq = event.seq
    this.events.push(event)
    if (event.type === 'started') this.events = withoutUndone(this.events)
    if (event.type === 'step') this.#steps += 1
    if (this.#steps > stepsInMemory) this.#forgetHalf()
  }

  /** Leaves every other step out, of all that is in memory. */
  #forgetHalf(): void {
    this.#steps = 0
    this.events = this.events.filter((event, index) => {
      if (event.type !== 'step') return true
      const isKept = index % 2 === 0
      if (isKept) this.#steps += 1
      return isKept
    })
  }
}

const newAttempt = (): Attempt => ({ hasBegun: false, hasSaved: false, early: [] })

function phaseAfter(phase: TrainingSnapshot['phase'], event: TrainingEvent): TrainingSnapshot['phase'] {
  if (event.type === 'end') return 'ended'
  if (phase === 'stopping') return phase
  if (event.type === 'paused') return 'paused'
  if (event.type === 'started' || event.type === 'resumed') return 'running'
  return phase
}
