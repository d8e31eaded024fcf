import type { Edit } from '../../src-main/shared/architecture/edits.ts'
import type { LayerKind } from '../../src-main/shared/architecture/spec.ts'
import { problem } from '../../src-main/shared/result.ts'
import { app } from '../app-state.svelte.ts'
import { layersText, parseLayers } from './clipboard.ts'
import { networkDocument } from './network-document.svelte.ts'

/** What can be done to the selected block: buttons, keys and menus all do it here. */
export const blockActions = {
  /** After the selected block; a new one behind the output would keep the network from training, and goes before it. */
  add: (layerKind: LayerKind) => networkDocument.do({ kind: 'insert', layerKind, index: placeForNew() }),
  remove: () => onLayer(layerId => ({ kind: 'remove', layerId })),
  duplicate: () => onLayer(layerId => ({ kind: 'duplicate', layerId })),
  /** -1: nearer to the input. */
  shift: (by: -1 | 1) => onLayer(layerId => ({ kind: 'move', layerId, index: networkDocument.index + by })),
  /** Before another block; null: to the end. */
  moveBefore(layerId: string, before: string | null): boolean {
    const { layers } = networkDocument.spec
    const from = layers.findIndex(({ id }) => id === layerId)
    const to = before === null ? layers.length : layers.findIndex(({ id }) => id === before)
    return networkDocument.do({ kind: 'move', layerId, index: to > from ? to - 1 : to })
  },
  copied: (): string | null => (networkDocument.layer ? layersText([networkDocument.layer]) : null),
  paste(text: string): void {
    const layers = parseLayers(text)
    if (layers) networkDocument.do({ kind: 'paste', layers, index: placeForNew() })
    else app.report(problem('networks.nothing-to-paste', {}))
  },
}

function onLayer(edit: (layerId: string) => Edit): boolean {
  const { layer } = networkDocument
  return layer !== undefined && networkDocument.do(edit(layer.id))
}

function placeForNew(): number {
  const { layer, index, spec } = networkDocument
  const isOutput = layer?.kind === 'dense' && layer.units === 'classes' && index === spec.layers.length - 1
  return isOutput ? index : index + 1
}
