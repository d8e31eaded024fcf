import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { Events } from '../../src-main/shared/contract/index.ts'
import type { TrainingSnapshot } from '../../src-main/shared/contract/training.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'
import { emptyHistory, extendHistory, type RunHistory } from './history.ts'

/** The run that is shown: drawn from a snapshot and the events after it, so that a reload of the window loses nothing. */
class TrainingState {
  runId = $state<string | null>(null)
  phase = $state<TrainingSnapshot['phase'] | null>(null)
  history = $state.raw<RunHistory>(emptyHistory)
  /** Between the click and the answer. */
  starting = $state(false)

  live = $derived(this.phase !== null && this.phase !== 'ended')

  #connected = false
  /** Batches that arrived while the snapshot was on its way; null: none is. */
  #early: Events['training:events'][] | null = null

  /** Shows a run, or with null the one that is going on, if any. */
  async show(asked: string | null): Promise<void> {
    this.#connect()
    if (asked !== null && asked === this.runId) return
    this.#clear(asked)
    const early: Events['training:events'][] = []
    this.#early = early
    const answer = await api['training:snapshot']({ runId: asked })
    if (this.#early !== early) return
    this.#early = null
    if (!answer.ok) {
      if (answer.problem.code !== 'runs.not-found') app.report(answer.problem)
      this.#clear(null)
      return
    }
    // Asked for what goes on now, main may answer with the run that ended last.
    if (!answer.value || (asked === null && answer.value.phase === 'ended')) {
      this.#clear(null)
      return
    }
    this.runId = answer.value.runId
    this.#extend(answer.value)
    for (const batch of early) this.#receive(batch)
  }

  /** Starts a run and shows it; false after the problem was reported. */
  async start(spec: ArchitectureSpec, datasetId: string, settings: TrainingSettings): Promise<boolean> {
    this.starting = true
    const started = await app.ask('training:start', { spec, datasetId, settings })
    this.starting = false
    if (!started) return false
    app.setRun(started.runId)
    void app.refreshRuns()
    await this.show(started.runId)
    return true
  }

  /** Goes on with a run, whose curves stay on the screen; false after the problem was reported. */
  async goOn(runId: string, epochs: number | null): Promise<boolean> {
    await this.show(runId)
    this.phase = 'starting'
    const begun = await app.ask('training:continue', { runId, epochs })
    if (!begun && this.runId === runId && this.phase === 'starting') this.phase = 'ended'
    void app.refreshRuns()
    return begun !== undefined
  }

  pause = () => app.ask('training:pause', null)
  resume = () => app.ask('training:resume', null)
  stop = () => app.ask('training:stop', null)

  #connect(): void {
    if (this.#connected) return
    this.#connected = true
    api.on['training:events'](batch => {
      if (this.#early) this.#early.push(batch)
      else this.#receive(batch)
    })
  }

  #receive(batch: Events['training:events']): void {
    if (batch.runId === this.runId) this.#extend(batch)
  }

  #extend({ phase, events }: Pick<TrainingSnapshot, 'phase' | 'events'>): void {
    this.phase = phase
    this.history = extendHistory(this.history, events)
  }

  #clear(runId: string | null): void {
    this.runId = runId
    this.phase = null
    this.history = emptyHistory
  }
}

export const training = new TrainingState()
