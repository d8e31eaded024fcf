import type { Model } from './model.ts'

/** A check costs one run over the weights; so long as it takes at most this share of a run's time, nobody notices. */
const shareOfTime = 0.01

/**
 * Finds weights that are not finite between two calls of the graph. The loss does not always tell: ReLU and the maximum turn NaN into
 * ordinary numbers, and a network whose weights are gone then answers as if by chance.
 */
export class SoundnessCheck {
  readonly #model: Pick<Model, 'isSound'>
  readonly #now: () => number
  #dueAt = Number.NEGATIVE_INFINITY

  /** `now`: seconds of a clock that only runs forward. */
  constructor(model: Pick<Model, 'isSound'>, now: () => number) {
    this.#model = model
    this.#now = now
  }

  /** Where it is not time for a check, the weights pass for sound. */
  isSound(): boolean {
    const began = this.#now()
    if (began < this.#dueAt) return true
    const sound = this.#model.isSound()
    const ended = this.#now()
    this.#dueAt = ended + (ended - began) / shareOfTime
    return sound
  }
}
