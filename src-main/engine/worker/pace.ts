/** Long enough that a call's own cost does not count, short enough that a person's click is answered at once. */
const secondsPerCall = 0.1

/** How much of what was measured before still counts beside the newest, which took so long: the last seconds, or some calls at least. */
const memory = (seconds: number) => Math.max(0.7, Math.exp(-seconds / 3))

/** Scoring a picture goes forward only, which is about a third of a training step. */
const scoringShare = 1 / 3

export interface Plan {
  readonly epochs: number
  readonly batchSize: number
  /** Pictures in the data set's parts. */
  readonly train: number
  readonly validation: number
}

/** Measures how fast a run is, and from that how many steps a call takes and how much time is left. */
export class Pace {
  readonly #plan: Plan
  #calls = 0
  #pictures = 0
  #seconds = 0
  #epochs = 0
  #secondsBetween = 0
  /** Of the epoch that is going on. */
  #secondsInEpoch = 0

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** Steps for the next call: one until there is a measurement, then what takes a tenth of a second. */
  steps(remaining: number): number {
    if (!this.#measured) return 1
    const wanted = Math.round(secondsPerCall / (this.#secondsPerPicture * this.#plan.batchSize))
    return Math.max(1, Math.min(wanted, remaining))
  }

  /** Notes a call. The first one also prepares the graph and is forgotten. */
  trained(pictures: number, seconds: number): void {
    const kept = this.#measured ? memory(seconds) : 0
    this.#pictures = kept * this.#pictures + pictures
    this.#seconds = kept * this.#seconds + Math.max(seconds, 1e-6)
    this.#secondsInEpoch += seconds
    this.#calls++
  }

  /** Notes what an epoch takes besides its steps: scoring the validation pictures, writing weights. */
  finishedEpoch(seconds: number): void {
    const kept = memory(this.#secondsInEpoch + seconds)
    this.#epochs = kept * this.#epochs + 1
    this.#secondsBetween = kept * this.#secondsBetween + seconds
    this.#secondsInEpoch = 0
  }

  get imagesPerSecond(): number {
    return this.#seconds > 0 ? this.#pictures / this.#seconds : 0
  }

  /** After `epoch` epochs and `pictures` pictures of the next; null until there is a measurement. */
  secondsLeft(epoch: number, pictures: number): number | null {
    if (!this.#measured) return null
    const { epochs, train, validation } = this.#plan
    const guess = validation * scoringShare * this.#secondsPerPicture
    const between = this.#epochs > 0 ? this.#secondsBetween / this.#epochs : guess
    return ((epochs - epoch) * train - pictures) * this.#secondsPerPicture + (epochs - epoch) * between
  }

  get #measured(): boolean {
    return this.#calls > 1
  }

  get #secondsPerPicture(): number {
    return this.#seconds / this.#pictures
  }
}
