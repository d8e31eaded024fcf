import { isSameData } from '../../src-main/shared/architecture/same-data.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { SavedNetwork } from '../../src-main/shared/contract/networks.ts'
import { app } from '../app-state.svelte.ts'
import { networkDocument } from './network-document.svelte.ts'

/** The networks that a person keeps under names of their own. */
class MyNetworks {
  all = $state.raw<readonly SavedNetwork[]>([])
  /** The one that is on the screen, as it was kept. */
  open = $derived(this.all.find(({ id }) => id === app.network.id))
  /** What is on the screen was changed since. */
  changed = $derived(this.open !== undefined && !isSameData(this.open.spec, app.network))

  async refresh(): Promise<void> {
    this.all = (await app.ask('networks:list', null)) ?? this.all
  }

  /** Keeps what is on the screen; `id`: in the place of that one. True where it worked. */
  async save(id: string | null, name: string): Promise<boolean> {
    const { network, training } = app
    const saved = await app.ask('networks:save', { id, spec: { ...network, name } })
    if (!saved) return false
    // What was edited meanwhile stays; another network that was opened meanwhile is another.
    if (app.network.id === network.id) {
      networkDocument.replace({ ...app.network, id: saved.id, name })
      // Under its new name it goes on with the settings it had.
      app.setTraining(training)
    }
    await this.refresh()
    return true
  }

  async rename(network: SavedNetwork, name: string): Promise<boolean> {
    const renamed = await app.ask('networks:rename', { id: network.id, name })
    if (!renamed) return false
    if (app.network.id === network.id) networkDocument.replace({ ...app.network, name })
    await this.refresh()
    return true
  }

  async remove(network: SavedNetwork): Promise<void> {
    await app.ask('networks:remove', { id: network.id })
    await this.refresh()
  }

  /** Opens a file's network; it is kept when it is saved. */
  async import(): Promise<void> {
    const spec = await app.ask('networks:import', null)
    if (spec) networkDocument.open(spec)
  }

  async export(spec: ArchitectureSpec): Promise<void> {
    await app.ask('networks:export', { spec })
  }
}

export const myNetworks = new MyNetworks()
