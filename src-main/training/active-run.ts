import type { RunLog } from '../runs/run-log.ts'
import { score } from '../runs/summarize-run.ts'
import type { NumberedEvent, TrainingEvent, TrainingSnapshot } from '../shared/contract/training.ts'
import type { Problem } from '../shared/result.ts'

/** What a snapshot sends, and more than a chart can show; the log keeps every one. */
const stepsInMemory = 8000

/** A run that is going on: its phase, its numbered events, and their way into the log. */
export class ActiveRun {
  readonly id: string
  readonly datasetId: string
  phase: TrainingSnapshot['phase'] = 'starting'
  events: NumberedEvent[] = []
  readonly #log: RunLog
  #seq = 0
  #steps = 0

  constructor(id: string, datasetId: string, log: RunLog) {
    this.id = id
    this.datasetId = datasetId
    this.#log = log
  }

  get hasEnded(): boolean {
    return this.phase === 'ended'
  }

  record(event: TrainingEvent): NumberedEvent {
    this.phase = phaseAfter(this.phase, event)
    this.#seq += 1
    const numbered: NumberedEvent = { seq: this.#seq, ...event }
    this.events.push(numbered)
    if (event.type === 'step') this.#steps += 1
    if (this.#steps > stepsInMemory) this.#forgetHalf()
    this.#log.append(numbered)
    return numbered
  }

  /** The end of a run whose worker could not tell of it. */
  lostTo(problem: Problem): TrainingEvent {
    const epochs = this.events.filter(event => event.type === 'epoch')
    const best = epochs.findLast(event => event.best)
    const final = epochs.at(-1)
    return {
      type: 'end',
      reason: 'failed',
      best: best ? score(best) : null,
      final: final ? score(final) : null,
      problem,
    }
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

function phaseAfter(phase: TrainingSnapshot['phase'], event: TrainingEvent): TrainingSnapshot['phase'] {
  if (event.type === 'end') return 'ended'
  if (phase === 'stopping') return phase
  if (event.type === 'paused') return 'paused'
  if (event.type === 'started' || event.type === 'resumed') return 'running'
  return phase
}
