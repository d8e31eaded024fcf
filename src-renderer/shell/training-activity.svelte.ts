import type { NumberedEvent, TrainingSnapshot } from '../../src-main/shared/contract/training.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'

/** How far the run that is going on is: what the sidebar says in every room. */
class TrainingActivity {
  phase = $state<TrainingSnapshot['phase']>('ended')
  epochs = $state(0)
  /** The epoch that is being learnt, from 1. */
  epoch = $state(1)

  async follow(): Promise<void> {
    api.on['training:events'](({ phase, events }) => this.#take(phase, events))
    const snapshot = await app.ask('training:snapshot', { runId: null })
    if (snapshot) this.#take(snapshot.phase, snapshot.events)
  }

  #take(phase: TrainingSnapshot['phase'], events: readonly NumberedEvent[]): void {
    for (const event of events) {
      if (event.type === 'started') this.epochs = event.epochs
      if (event.type === 'step') this.epoch = Math.max(1, Math.ceil(event.epoch))
    }
    if (phase === 'ended' && this.phase !== 'ended') void app.refreshRuns()
    this.phase = phase
  }
}

export const training = new TrainingActivity()
