import type { TrainingEvent } from '../../shared/contract/training.ts'
import { Pace, type Plan } from './pace.ts'
import type { Progress } from './progress.ts'
import type { Taken } from './step-taker.ts'

interface ReportOptions {
  readonly plan: Plan
  readonly emit: (event: TrainingEvent) => void
  /** Seconds of a clock that only runs forward. */
  readonly now: () => number
}

const nothing = { steps: 0, loss: 0, correct: 0, pictures: 0 }

/** Nobody sees more, and a run of many short calls would fill the disk with lines. */
const secondsBetweenEvents = 0.1

/** Tells of the steps: at most about ten events a second, each with the means over all steps since the one before. */
export class StepReport {
  readonly pace: Pace
  readonly #options: ReportOptions
  #sums = nothing
  #toldAt = Number.NEGATIVE_INFINITY
  #rate = 0

  constructor(options: ReportOptions) {
    this.#options = options
    this.pace = new Pace(options.plan)
  }

  /** Adds a call; `progress`: after it. */
  add({ results: { losses, correct }, pictures, rates }: Taken, progress: Progress): void {
    this.#rate = rates.at(-1) ?? 0
    this.#sums = {
      steps: this.#sums.steps + losses.length,
      loss: losses.reduce((sum, loss) => sum + loss, this.#sums.loss),
      correct: correct.reduce((sum, count) => sum + count, this.#sums.correct),
      pictures: this.#sums.pictures + pictures,
    }
    if (this.#options.now() - this.#toldAt >= secondsBetweenEvents) this.flush(progress)
  }

  /** Tells of what has not been told of. */
  flush({ step, epoch, pictures }: Progress): void {
    const sums = this.#sums
    if (sums.steps === 0) return
    this.#sums = nothing
    this.#toldAt = this.#options.now()
    this.#options.emit({
      type: 'step',
      step,
      steps: sums.steps,
      epoch: epoch + pictures / this.#options.plan.train,
      loss: sums.loss / sums.steps,
      accuracy: sums.correct / sums.pictures,
      imagesPerSecond: this.pace.imagesPerSecond,
      learningRate: this.#rate,
      secondsLeft: this.pace.secondsLeft(epoch, pictures),
    })
  }
}
