/** Long enough that a call's own cost does not count, short enough that a person's click is answered at once. */
const secondsPerCall = 0.1

/** Measures how fast a run is, and from that how many steps a call takes and how much time is left. */
export class Pace {
  readonly #batchSize: number
  #calls = 0
  #secondsPerPicture = 0
  #secondsPerValidation = 0

  constructor(batchSize: number) {
    this.#batchSize = batchSize
  }

  /** Steps for the next call: one until there is a measurement, then what takes a tenth of a second. */
  steps(remaining: number): number {
    if (this.#calls < 2) return 1
    const wanted = Math.round(secondsPerCall / (this.#secondsPerPicture * this.#batchSize))
    return Math.max(1, Math.min(wanted, remaining))
  }

  /** Notes a call. The first one also prepares the graph and is forgotten. */
  trained(pictures: number, seconds: number): void {
    const measured = Math.max(seconds, 1e-6) / pictures
    this.#secondsPerPicture = this.#calls < 2 ? measured : 0.7 * this.#secondsPerPicture + 0.3 * measured
    this.#calls++
  }

  validated(seconds: number): void {
    this.#secondsPerValidation = seconds
  }

  get imagesPerSecond(): number {
    return this.#secondsPerPicture > 0 ? 1 / this.#secondsPerPicture : 0
  }

  secondsLeft(pictures: number, validations: number): number {
    return pictures * this.#secondsPerPicture + validations * this.#secondsPerValidation
  }
}
