import type { PicturePrediction, PredictionEvents } from '../../src-main/shared/contract/prediction.ts'
import type { RunSummary } from '../../src-main/shared/contract/runs.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'

export type PredictMode = 'pictures' | 'draw'

/** The pictures that were predicted, and with which run; kept while a person walks through other rooms. */
class PredictionState {
  mode = $state<PredictMode>('pictures')
  items = $state.raw<readonly PicturePrediction[]>([])
  selected = $state(0)
  busy = $state(false)
  progress = $state.raw<PredictionEvents['prediction:progress'] | null>(null)

  #chosen = $state<string | null>(null)
  usable = $derived(app.runs.filter(({ usable }) => usable))
  /** The run asked for, else the one in use, else the newest with weights. */
  run = $derived<RunSummary | null>(
    this.usable.find(({ record }) => record.id === this.#chosen) ??
      this.usable.find(({ record }) => record.id === app.runId) ??
      this.usable[0] ??
      null,
  )

  #paths: readonly string[] = []
  #connected = false

  /** Another run answers the same pictures again. */
  use(runId: string): void {
    if (this.run?.record.id === runId) return
    this.#chosen = runId
    const paths = this.#paths
    this.clear()
    if (paths.length > 0) void this.predict(paths)
  }

  /** Adds files, and folders with everything in them. */
  async predict(paths: readonly string[]): Promise<void> {
    const runId = this.run?.record.id
    if (runId === undefined || this.busy) return
    this.#connect()
    this.busy = true
    this.progress = null
    const answer = await api['prediction:pictures']({ runId, paths })
    this.busy = false
    if (!answer.ok) {
      if (answer.problem.code !== 'prediction.cancelled') app.report(answer.problem)
      return
    }
    this.#paths = [...this.#paths, ...paths]
    this.selected = this.items.length
    this.items = [...this.items, ...answer.value]
  }

  async choose(kind: 'files' | 'folder'): Promise<void> {
    const paths =
      kind === 'folder'
        ? await app.ask('app:choose-folder', null)
        : await app.ask('app:choose-files', { purpose: 'predict' })
    if (paths && paths.length > 0) await this.predict(paths)
  }

  cancel = () => app.ask('prediction:cancel', null)

  clear(): void {
    this.items = []
    this.#paths = []
    this.selected = 0
  }

  #connect(): void {
    if (this.#connected) return
    this.#connected = true
    api.on['prediction:progress'](progress => {
      this.progress = progress
    })
  }
}

export const prediction = new PredictionState()
