import { applyEdit, type Edit } from '../../src-main/shared/architecture/edits.ts'
import {
  canRedo,
  canUndo,
  type History,
  record,
  redo,
  settle,
  startHistory,
  takeBack,
  undo,
} from '../../src-main/shared/architecture/history.ts'
import { type PresetId, presetAsMade, presetOf } from '../../src-main/shared/architecture/presets/index.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import { app } from '../app-state.svelte.ts'
import { t } from '../i18n.svelte.ts'
import { selectionAfter } from './selection.ts'

/**
 * The network that is edited, with everything that was done to it since the window was opened. `app.network` is its present, kept from
 * one start to the next; what is selected is no part of the history.
 */
class NetworkDocument {
  #recorded = $state.raw<History<ArchitectureSpec>>(startHistory(app.network))
  #selected = $state<string | null>(null)
  /** Another network that was chosen elsewhere is a step too. */
  #history = $derived(record(this.#recorded, app.network))

  spec = $derived(app.network)
  canUndo = $derived(canUndo(this.#history))
  canRedo = $derived(canRedo(this.#history))
  /** A layer's id, or `input`; there always is one. */
  selected = $derived<string>(
    this.#selected !== null && this.spec.layers.some(({ id }) => id === this.#selected)
      ? this.#selected
      : this.#selected === 'input' || this.spec.layers.length === 0
        ? 'input'
        : this.spec.layers[0]!.id,
  )
  layer = $derived(this.spec.layers.find(({ id }) => id === this.selected))
  /** The selected layer's place; -1: the input. */
  index = $derived(this.spec.layers.findIndex(({ id }) => id === this.selected))

  select(id: string): void {
    if (id !== this.selected) this.settle()
    this.#selected = id
  }

  /** Steps under the same key are one until `settle`. False where nothing changes. */
  do(edit: Edit, mergeKey: string | null = null): boolean {
    const before = this.spec
    const after = applyEdit(before, edit)
    if (after === before) return false
    this.#move(record(this.#history, withOwnName(after), mergeKey))
    return true
  }

  /** The next step is one of its own. */
  settle(): void {
    this.#recorded = settle(this.#history)
  }

  undo(): void {
    this.#move(undo(this.#history))
  }

  redo(): void {
    this.#move(redo(this.#history))
  }

  /** As it was before the step that is still open under the key. */
  takeBack(mergeKey: string): void {
    this.#move(takeBack(this.#history, mergeKey))
  }

  /** Another network in its place, as one step. */
  open(spec: ArchitectureSpec): void {
    this.#move(record(this.#history, spec))
    this.#selected = null
  }

  /** The same network under another name or id; what is selected stays. */
  replace(spec: ArchitectureSpec): void {
    this.#move(record(this.#history, spec))
  }

  #move(history: History<ArchitectureSpec>): void {
    this.#selected = selectionAfter(this.spec, history.present, this.selected)
    this.#recorded = history
    if (history.present !== app.network) app.setSpec(history.present)
  }
}

/** A preset that was changed is not that preset any more, and says so wherever its name stands; changed back, it is again. */
function withOwnName(spec: ArchitectureSpec): ArchitectureSpec {
  const preset = presetOf(spec.id)?.spec
  if (!preset) return spec
  const name = t().editor.changedName({ name: t().network.presetNames[spec.id as PresetId] })
  if (spec.name === name) return presetAsMade(spec)?.spec ?? spec
  return spec.name === preset.name && !presetAsMade(spec) ? { ...spec, name } : spec
}

export const networkDocument = new NetworkDocument()
