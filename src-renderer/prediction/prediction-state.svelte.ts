import type { PredictionEvents } from '../../src-main/shared/contract/prediction.ts'
import type { RunSummary } from '../../src-main/shared/contract/runs.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'
import { nameIn, orderPictures, type PictureOrder, type ShownPicture } from './shown-pictures.ts'

export type PredictMode = 'pictures' | 'draw'

/** The pictures that were predicted, and with which run; kept while a person walks through other rooms. */
class PredictionState {
  mode = $state<PredictMode>('pictures')
  order = $state<PictureOrder>('came')
  /** Number of the chosen picture. */
  selected = $state(0)
  /** How many of the pictures the last drop brought, where there were others before. */
  added = $state(0)
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

  #pictures = $state.raw<readonly ShownPicture[]>([])
  shown = $derived(orderPictures(this.#pictures, this.order))

  #paths: readonly string[] = []
  /** The run whose answers are in the list. */
  #answeredBy = $state<string | null>(null)
  #nextId = 0
  #connected = false

  /** Another run is asked from now on; one that is answering is not waited for. */
  use(runId: string): void {
    if (this.busy && this.run?.record.id !== runId) void this.cancel()
    this.#chosen = runId
  }

  /** The pictures that another run than the present one has answered are put to the present one. */
  follow(): void {
    const runId = this.run?.record.id
    if (this.busy || runId === undefined || this.#answeredBy === null || this.#answeredBy === runId) return
    const paths = this.#paths
    this.clear()
    if (paths.length > 0) void this.predict(paths)
  }

  /** Puts files, and folders with everything in them, before those that are there. */
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
    this.#answeredBy = runId
    this.#paths = [...paths, ...this.#paths]
    const fresh = answer.value.map(item => ({ id: this.#nextId++, name: nameIn(paths, item.path), item }))
    const first = fresh.find(({ item }) => 'top' in item) ?? fresh[0]
    if (first) this.selected = first.id
    this.order = 'came'
    this.added = this.#pictures.length > 0 ? fresh.length : 0
    this.#pictures = [...fresh, ...this.#pictures]
  }

  /** Another order of the list, seen from its top. */
  sort(order: PictureOrder): void {
    this.order = order
    this.selected = this.shown[0]?.id ?? this.selected
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
    this.#pictures = []
    this.#paths = []
    this.#answeredBy = null
    this.added = 0
  }

  #connect(): void {
    if (this.#connected) return
    this.#connected = true
    api.on['prediction:warning'](problem => app.report(problem))
    api.on['prediction:progress'](progress => {
      this.progress = progress
    })
  }
}

export const prediction = new PredictionState()
