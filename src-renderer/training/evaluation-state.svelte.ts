import type { Evaluation } from '../../src-main/shared/contract/runs.ts'
import { app } from '../app-state.svelte.ts'

/** What runs answered on pictures they have never seen; kept while the window is open. */
class EvaluationState {
  results = $state.raw<ReadonlyMap<string, Evaluation>>(new Map())
  running = $state<string | null>(null)

  async evaluate(runId: string, split: Evaluation['split']): Promise<void> {
    this.running = runId
    const evaluation = await app.ask('runs:evaluate', { runId, split })
    this.running = null
    if (evaluation) this.results = new Map(this.results).set(runId, evaluation)
  }

  /** The run has other weights now. */
  forget(runId: string): void {
    this.results = new Map([...this.results].filter(([id]) => id !== runId))
  }
}

export const evaluations = new EvaluationState()
