import type { Events } from '../../src-main/shared/contract/index.ts'
import type { TrainingSnapshot } from '../../src-main/shared/contract/training.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'

/** How far the run that is going on is: what the sidebar says in every room. */
class TrainingActivity {
  phase = $state<TrainingSnapshot['phase']>('ended')
  live = $derived(this.phase !== 'ended')
  runId = $state<string | null>(null)
  epochs = $state(0)
  /** The epoch that is being learnt, from 1. */
  epoch = $state(1)

  async follow(): Promise<void> {
    api.on['training:events'](batch => this.#take(batch))
    const snapshot = await app.ask('training:snapshot', { runId: null })
    if (snapshot) this.#take(snapshot)
  }

  /** Whether a run learns from this data set at present. */
  learnsFrom(datasetId: string): boolean {
    return (
      this.live && app.runs.some(({ record }) => record.id === this.runId && record.dataset.id === datasetId)
    )
  }

  #take({ runId, phase, events }: Events['training:events']): void {
    // Also where the window was opened in the middle of a run.
    if (runId !== this.runId && phase !== 'ended') void app.refreshRuns()
    this.runId = runId
    for (const event of events) {
      if (event.type === 'started') {
        this.epochs = event.epochs
        this.epoch = 1
      }
      // From its first best weights on, a run can predict.
      if (event.type === 'checkpoint' && event.file === 'best') void app.refreshRuns()
      if (event.type === 'step') this.epoch = Math.max(1, Math.ceil(event.epoch))
    }
    if (phase === 'ended' && this.live) {
      app.over('training.busy', 'data.in-use')
      void app.refreshRuns()
      void app.refreshDatasets()
    } else if (phase !== 'ended') {
      app.over('training.none')
    }
    this.phase = phase
  }
}

export const training = new TrainingActivity()
