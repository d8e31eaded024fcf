import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'
import { type Plan, planRequest } from './plan.ts'

/** How long an epoch takes on this computer, as far as it was measured for the plan that is on the screen. */
class EpochTime {
  seconds = $state<number | null>(null)
  measuring = $state(false)
  #asked = 0

  /** Another plan: what was measured is of the one before. */
  forget(): void {
    if (this.measuring) this.cancel()
    this.#asked++
    this.seconds = null
  }

  async measure(plan: Plan): Promise<void> {
    const asked = ++this.#asked
    this.measuring = true
    const answer = await api['training:measure-time'](planRequest(plan))
    if (asked !== this.#asked) return
    this.measuring = false
    if (answer.ok) this.seconds = answer.value.secondsPerEpoch
    // Given up by the person, or for a run: nothing that they do not know.
    else if (answer.problem.code !== 'training.measuring-cancelled') app.report(answer.problem)
  }

  cancel(): void {
    this.#asked++
    this.measuring = false
    void api['training:cancel-measuring'](null)
  }
}

export const epochTime = new EpochTime()
