/*
 * What all rooms share. Read the fields in templates and `$derived`; change them only through the methods.
 *
 *   app.dataset, app.datasets, app.network, app.spec, app.ownInput, app.training, app.run, app.runs, app.runId, app.engine,
 *   app.room, app.scheme
 *   app.go('train')              the next room (also plain links: <a href="#/train">)
 *   app.useDataset(id), app.setSpec(spec), app.setTraining(settings), app.setRun(id)
 *   await app.ask('runs:list', null)   a request; its value, or undefined after the problem was reported
 *   app.report(problem)          a notice, until it is dismissed, its cause is over, or another room is entered
 *   app.over('training.busy')    the cause of such notices is over
 *   await app.refreshDatasets(), await app.refreshRuns()
 */
import { fitToData } from '../src-main/shared/architecture/fit-to-data.ts'
import { presets } from '../src-main/shared/architecture/presets/index.ts'
import type { ArchitectureSpec, Shape } from '../src-main/shared/architecture/spec.ts'
import type { Place, Preferences, Room, Theme } from '../src-main/shared/contract/app.ts'
import type { DatasetSummary } from '../src-main/shared/contract/data.ts'
import type { EngineStatus } from '../src-main/shared/contract/engine.ts'
import type { RequestName, Requests } from '../src-main/shared/contract/index.ts'
import type { RunSummary } from '../src-main/shared/contract/runs.ts'
import type { Language } from '../src-main/shared/messages/language.ts'
import type { Problem, ProblemCode, Result } from '../src-main/shared/result.ts'
import { defaultTraining } from '../src-main/shared/training-defaults.ts'
import type { TrainingSettings } from '../src-main/shared/training-settings.ts'
import { api } from './api.ts'
import { setLanguage } from './i18n.svelte.ts'
import { inNextRoom, type ShownNotice, withNotice, withoutCodes, withoutRequest } from './shell/notices.ts'
import { roomOfHash } from './shell/room-of-hash.ts'

const start = presets['lenet-modern'].spec
/** So many pictures that settings need no care; the defaults where there is no data set yet. */
const plenty = 10_000
const firstPreferences: Preferences = {
  language: 'en',
  theme: 'system',
  place: { room: 'data', datasetId: null, runId: null, spec: null, training: null },
}
const saveDelay = 400

class AppState {
  preferences = $state.raw<Preferences>(firstPreferences)
  engine = $state.raw<EngineStatus>({ state: 'starting' })
  datasets = $state.raw<readonly DatasetSummary[]>([])
  /** Newest first, as main lists them. */
  runs = $state.raw<readonly RunSummary[]>([])
  notices = $state.raw<readonly ShownNotice[]>([])
  version = $state('')

  room = $derived<Room>(this.preferences.place.room)
  runId = $derived(this.preferences.place.runId)
  /** The data set in use; null where none is stored yet. */
  dataset = $derived<DatasetSummary | null>(
    this.datasets.find(({ id }) => id === this.preferences.place.datasetId) ?? this.datasets[0] ?? null,
  )
  /** The network as it was chosen and edited; it names its own input. */
  network = $derived<ArchitectureSpec>(this.preferences.place.spec ?? start)
  /** What the chosen network was made to read, whatever the pictures are. */
  ownInput = $derived<Shape>(this.network.input)
  /** The chosen network, reading the pictures of the data set in use; `inferShapes` says whether its layers can follow. */
  spec = $derived<ArchitectureSpec>(
    this.dataset ? fitToData(this.network, this.dataset.preprocessing.shape) : this.network,
  )
  /** As they were set for this network and data set; until then, what learns from as many pictures. */
  training = $derived<TrainingSettings>(
    this.preferences.place.training ?? defaultTraining(this.network, this.dataset?.split.train ?? plenty),
  )
  /** The run in use; null where there is none yet. */
  run = $derived<RunSummary | null>(this.runs.find(({ record }) => record.id === this.runId) ?? null)

  #systemDark = $state(false)
  /** The colours on the screen now; canvases redraw when it changes. */
  scheme = $derived<'light' | 'dark'>(
    this.preferences.theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.preferences.theme,
  )

  #unsaved: Partial<Preferences> = {}
  #timer: ReturnType<typeof setTimeout> | undefined
  #nextNotice = 0
  /** By network, of those that were left for another since the window was opened. */
  #trainingOf = new Map<string, TrainingSettings | null>()
  #runsAsked = 0

  /** Fetches what the window needs before it can draw, and follows the main process from then on. */
  async boot(): Promise<Problem | null> {
    const answer = await api['app:bootstrap'](null)
    if (!answer.ok) return answer.problem
    this.preferences = answer.value.preferences
    this.engine = answer.value.engine
    this.version = answer.value.version
    setLanguage(this.preferences.language)
    this.#drawTheme()
    this.#followSystem()
    this.#followHash()
    api.on['app:engine'](status => {
      this.engine = status
    })
    await Promise.all([this.refreshDatasets(), this.refreshRuns()])
    return null
  }

  go(room: Room): void {
    location.hash = `#/${room}`
  }

  /** Another data set has its own settings to learn with. */
  useDataset(id: string | null): void {
    if (id === this.preferences.place.datasetId) return
    this.#trainingOf.clear()
    this.#move({ datasetId: id, training: null })
  }

  /** Another network has its own settings to learn with; one that is come back to, by an undo too, those that it had. */
  setSpec(spec: ArchitectureSpec): void {
    const { id } = this.network
    if (spec.id === id) this.#move({ spec })
    else {
      this.#trainingOf.set(id, this.preferences.place.training)
      this.#move({ spec, training: this.#trainingOf.get(spec.id) ?? null })
    }
  }

  setTraining(training: TrainingSettings): void {
    this.#move({ training })
  }

  setRun(id: string | null): void {
    this.#move({ runId: id })
  }

  setTheme(theme: Theme): void {
    this.#change({ theme })
    this.#drawTheme()
  }

  setLanguage(language: Language): void {
    this.#change({ language })
    setLanguage(language)
  }

  report(problem: Problem, request: RequestName | null = null): void {
    const notice = { id: this.#nextNotice++, problem, request, since: Date.now() }
    this.notices = withNotice(this.notices, notice)
  }

  over(...codes: ProblemCode[]): void {
    this.notices = withoutCodes(this.notices, codes)
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter(notice => notice.id !== id)
  }

  async ask<Name extends RequestName>(
    name: Name,
    params: Requests[Name]['params'],
  ): Promise<Requests[Name]['result'] | undefined> {
    const request = api[name] as (
      params: Requests[Name]['params'],
    ) => Promise<Result<Requests[Name]['result']>>
    const answer = await request(params)
    if (!answer.ok) {
      this.report(answer.problem, name)
      return undefined
    }
    this.notices = withoutRequest(this.notices, name)
    return answer.value
  }

  async refreshDatasets(): Promise<void> {
    const datasets = await this.ask('data:list', null)
    if (!datasets) return
    const used = this.dataset
    this.datasets = datasets
    if (datasets.some(({ id }) => id === this.preferences.place.datasetId)) return
    // Another version of the one in use keeps its settings to learn with.
    const version = datasets.find(({ lineage }) => lineage.id === used?.lineage.id)
    if (version) this.#move({ datasetId: version.id })
    else this.useDataset(datasets[0]?.id ?? null)
  }

  async refreshRuns(): Promise<void> {
    const asked = ++this.#runsAsked
    const runs = await this.ask('runs:list', null)
    // An answer that was overtaken by a later one is old news.
    if (runs && asked === this.#runsAsked) this.runs = runs
  }

  #move(change: Partial<Place>): void {
    this.#change({ place: { ...this.preferences.place, ...change } })
  }

  #change(change: Partial<Preferences>): void {
    this.preferences = { ...this.preferences, ...change }
    this.#unsaved = { ...this.#unsaved, ...change }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#save(), saveDelay)
  }

  #save(): void {
    clearTimeout(this.#timer)
    if (Object.keys(this.#unsaved).length === 0) return
    void this.ask('app:save-preferences', this.#unsaved)
    this.#unsaved = {}
  }

  #drawTheme(): void {
    const { theme } = this.preferences
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }

  #followSystem(): void {
    const query = matchMedia('(prefers-color-scheme: dark)')
    this.#systemDark = query.matches
    query.addEventListener('change', event => {
      this.#systemDark = event.matches
    })
  }

  #followHash(): void {
    addEventListener('hashchange', () => {
      this.notices = inNextRoom(this.notices, Date.now())
      this.#move({ room: roomOfHash(location.hash) ?? this.room })
    })
    addEventListener('pagehide', () => this.#save())
    const asked = roomOfHash(location.hash)
    if (asked) this.#move({ room: asked })
    else history.replaceState(null, '', `#/${this.room}`)
  }
}

export const app = new AppState()
