import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import type { DatasetChange } from '../../src-main/shared/contract/data-changes.ts'
import { app } from '../app-state.svelte.ts'

/** Changes to the data set in use; each gives a new version, which is then the one in use. */
class DatasetChanges {
  /** One at a time: what is shown is always what the next change is made to. */
  busy = $state(false)

  /** The new version; undefined after its problem was reported. Adding pictures is an import: see `imports.add`. */
  make(
    { id }: DatasetSummary,
    change: Exclude<DatasetChange, { kind: 'add' }>,
  ): Promise<DatasetSummary | undefined> {
    return this.#inTurn(() => app.ask('data:change', { datasetId: id, change: $state.snapshot(change) }))
  }

  undo({ id, canUndo }: DatasetSummary): Promise<DatasetSummary | undefined> {
    return canUndo ? this.#inTurn(() => app.ask('data:undo', { datasetId: id })) : Promise.resolve(undefined)
  }

  redo({ id, canRedo }: DatasetSummary): Promise<DatasetSummary | undefined> {
    return canRedo ? this.#inTurn(() => app.ask('data:redo', { datasetId: id })) : Promise.resolve(undefined)
  }

  /** `id`: a version's, which is the one in use from then on. */
  makeCurrent(id: string): Promise<DatasetSummary | undefined> {
    return this.#inTurn(() => app.ask('data:make-current', { datasetId: id }))
  }

  async #inTurn(ask: () => Promise<DatasetSummary | undefined>): Promise<DatasetSummary | undefined> {
    if (this.busy) return undefined
    this.busy = true
    try {
      const made = await ask()
      if (made) await app.refreshDatasets()
      return made
    } finally {
      this.busy = false
    }
  }
}

export const changes = new DatasetChanges()
