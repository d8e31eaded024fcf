import type { Shape } from '../../src-main/shared/architecture/spec.ts'
import {
  type ColorMode,
  type DatasetSummary,
  type Fit,
  type ImportOptions,
  type ImportProgress,
  type ImportSource,
  importBegins,
  type Labelling,
  type Preprocessing,
  type Rgb,
  type SampleId,
} from '../../src-main/shared/contract/data.ts'
import type { KeptCaptures } from '../../src-main/shared/contract/data-capture.ts'
import type { Problem, Result } from '../../src-main/shared/result.ts'
import { api } from '../api.ts'
import { app } from '../app-state.svelte.ts'
import { t } from '../i18n.svelte.ts'
import { type Burst, withBytes } from './camera.ts'
import { changes } from './dataset-changes.svelte.ts'
import { isChangedByHand, originOf, preparedName } from './prepare-anew.ts'
import { samplePreparation } from './sample-preparation.ts'

/** The import that is going on, and the options for the next one. Goes on while other rooms are visited. */
class ImportState {
  name = $state('')
  fit = $state<Fit>('pad')
  /** What transparent pictures lie on. */
  background = $state.raw<Rgb>([255, 255, 255])
  /** Per cent of all pictures. */
  validation = $state(10)
  test = $state(10)
  seed = $state(42)
  labels = $state<Labelling>('auto')
  together = $state(false)
  #color = $state<ColorMode | null>(null)
  #size = $state<number | null>(null)
  /** As the chosen network was made to read, until a person chooses. */
  color = $derived<ColorMode>(this.#color ?? (app.ownInput.channels === 1 ? 'grey' : 'rgb'))
  shape = $derived<Shape>({
    height: this.#size ?? app.ownInput.height,
    width: this.#size ?? app.ownInput.width,
    channels: this.color === 'grey' ? 1 : 3,
  })
  preparation = $derived<Preprocessing>({
    shape: this.shape,
    color: this.color,
    fit: this.fit,
    background: this.background,
  })

  /** What is dropped or chosen is shown as it would become, before it is imported. */
  previewFirst = $state(false)
  /** What is looked at before it is imported. */
  looked = $state.raw<readonly string[] | null>(null)

  /** What was imported last. */
  source = $state.raw<ImportSource | null>(null)
  /** The pictures should be chosen again; until the place where that is done has come into view. */
  asked = $state(false)
  running = $state(false)
  cancelling = $state(false)
  progress = $state.raw<ImportProgress>(importBegins)
  /** Why the last import ended without a data set. */
  problem = $state.raw<Problem | null>(null)
  /** The version that changes by hand were taken over into; until that was read. */
  takenOver = $state.raw<DatasetSummary | null>(null)
  /** What was prepared anew without the changes by hand that belong to it; until that was read. */
  notTakenOver = $state.raw<DatasetSummary | null>(null)

  chooseColor(color: ColorMode): void {
    this.#color = color
  }

  /** Height and width in pixels. */
  chooseSize(side: number): void {
    this.#size = side
  }

  /** Size and colours as the chosen network was made to read, whichever is chosen later. */
  followNetwork(): void {
    this.#color = null
    this.#size = null
  }

  async chooseFolder(): Promise<void> {
    await this.#takeChosen(await app.ask('app:choose-folder', null))
  }

  async chooseFiles(): Promise<void> {
    await this.#takeChosen(await app.ask('app:choose-files', { purpose: 'import' }))
  }

  /** What a person dropped or chose: imports it, or shows first what would become of it. */
  async take(paths: readonly string[]): Promise<void> {
    if (this.previewFirst) this.looked = paths
    else await this.import({ kind: 'paths', paths })
  }

  /** `as`: otherwise than the options say. */
  async import(source: ImportSource, as?: Partial<ImportOptions>): Promise<DatasetSummary | undefined> {
    this.source = source
    const made = await this.#run(() => api['data:import']({ source, options: { ...this.#options(), ...as } }))
    if (!made) return undefined
    await this.#use(made)
    this.name = ''
    return made
  }

  async importSample(sample: SampleId): Promise<void> {
    const isChosen = this.#size !== null || this.#color !== null
    await this.import({ kind: 'sample', sample }, samplePreparation(this.preparation, isChosen))
  }

  /** Follows the import that was going on when the window was loaded anew, if one was. */
  async takeUp(): Promise<void> {
    const progress = await app.ask('data:import-progress', null)
    const made = progress && (await this.#run(() => api['data:import-result'](null), progress))
    // It may have ended after the data sets were listed.
    if (made) await this.#use(made)
    else await app.refreshDatasets()
  }

  /**
   * Imports a data set again as a new one, with what was added to it, and takes over what was changed in it by hand. From `chosen` where it is
   * not known what it came from; nothing without that.
   */
  async prepareAnew(
    dataset: DatasetSummary,
    as: Preprocessing,
    { name = newName(dataset, as), chosen }: { name?: string; chosen?: ImportSource } = {},
  ): Promise<void> {
    const origin = originOf(dataset)
    const from = chosen ?? origin?.source
    if (!from) return
    const { source: _, added = [], labels = 'auto', group = 'none', ...rest } = origin ?? {}
    const made = await this.import(from, { ...as, ...rest, name, seed: dataset.seed, labels, group })
    if (!made) return
    const later = added.map(({ source, className = '' }) => ({ source, className }))
    const whole = await this.add(made, later)
    if (!isChangedByHand(dataset)) return
    this.takenOver = (whole && (await changes.make(whole, { kind: 'take-over', from: dataset.id }))) ?? null
    if (!this.takenOver) this.notTakenOver = made
  }

  /** Adds to a data set, one source after the other, and gives its version with all of them; `className` '': into the classes that the folders name. */
  async add(
    to: DatasetSummary,
    sources: readonly { readonly source: ImportSource; readonly className: string }[],
  ): Promise<DatasetSummary | undefined> {
    let whole = to
    for (const { source, className } of sources) {
      const change = { kind: 'add' as const, source, ...(className === '' ? {} : { className }) }
      const made = await this.#run(() => api['data:change']({ datasetId: to.id, change }))
      if (!made) return undefined
      whole = made
      await app.refreshDatasets()
    }
    return whole
  }

  /** Stores pictures that were taken or pasted as files, and adds them; without a data set they become one. */
  async takeIn(dataset: DatasetSummary | null, bursts: readonly Burst[]): Promise<void> {
    const kept = await app.ask('data:keep-captures', { bursts: await withBytes(bursts) })
    if (!kept) return
    if (!dataset) {
      await this.#start(kept)
      return
    }
    const sources = kept.classes.map(({ name, folder }) => ({
      source: { kind: 'paths' as const, paths: [folder] },
      className: name,
    }))
    await this.add(dataset, sources)
  }

  /** A data set of pictures just taken. One class alone is what none is imported from: its pictures get their class once they are stored. */
  async #start({ folder, classes }: KeptCaptures): Promise<void> {
    const source = { kind: 'paths' as const, paths: [folder] }
    const [only] = classes
    const name =
      this.name.trim() ||
      classes
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 200)
    if (!only || classes.length > 1) {
      await this.import(source, { name, labels: 'folders' })
      return
    }
    const made = await this.import(source, { name, labels: 'hand' })
    const pictures = Array.from({ length: made?.images ?? 0 }, (_, index) => index)
    if (made) await changes.make(made, { kind: 'relabel', pictures, className: only.name })
  }

  async cancel(): Promise<void> {
    this.cancelling = true
    await app.ask('data:cancel-import', null)
  }

  dismiss(): void {
    this.problem = null
    this.takenOver = null
    this.notTakenOver = null
  }

  /** One at a time; what it gave, or nothing after its problem was kept to be shown. */
  async #run(
    ask: () => Promise<Result<DatasetSummary | null>>,
    begins = importBegins,
  ): Promise<DatasetSummary | undefined> {
    if (this.running) return undefined
    this.running = true
    this.cancelling = false
    this.progress = begins
    this.dismiss()
    const unsubscribe = api.on['data:progress'](progress => {
      this.progress = progress
    })
    try {
      const answer = await ask()
      if (answer.ok) return answer.value ?? undefined
      this.problem = answer.problem
      return undefined
    } finally {
      unsubscribe()
      this.running = false
    }
  }

  async #use({ id }: DatasetSummary): Promise<void> {
    await app.refreshDatasets()
    app.useDataset(id)
    document.getElementById('room')?.scrollTo({ top: 0 })
  }

  async #takeChosen(paths: readonly string[] | null | undefined): Promise<void> {
    if (paths && paths.length > 0) await this.take(paths)
  }

  #options(): ImportOptions {
    const name = this.name.trim()
    return {
      ...this.preparation,
      validation: this.validation / 100,
      test: this.test / 100,
      seed: this.seed,
      labels: this.labels,
      group: this.together ? ('name-prefix' as const) : ('none' as const),
      ...(name === '' ? {} : { name }),
    }
  }
}

/** What a data set prepared in another way is called, unless a person calls it otherwise. */
export const newName = (dataset: DatasetSummary, as: Preprocessing): string =>
  preparedName(
    t(),
    dataset,
    as,
    app.datasets.map(({ name }) => name),
  )

export const imports = new ImportState()
