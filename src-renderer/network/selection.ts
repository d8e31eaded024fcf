import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'

/**
 * What is selected after a change of the layers, by an edit or taken back: what came in; else what was selected before, and where that is
 * gone, the layer that stands in its place now. `selected`: a layer's id, or `input`; null: nothing, where the network is another.
 */
export function selectionAfter(
  before: ArchitectureSpec,
  after: ArchitectureSpec,
  selected: string,
): string | null {
  const has = ({ layers }: ArchitectureSpec, id: string) => layers.some(layer => layer.id === id)
  // One that is only called anew has the same layers.
  if (before.id !== after.id && before.layers !== after.layers) return null
  const added = after.layers.find(({ id }) => !has(before, id))
  if (added) return added.id
  if (selected === 'input' || has(after, selected)) return selected
  const place = before.layers.findIndex(({ id }) => id === selected)
  return after.layers[Math.min(place, after.layers.length - 1)]?.id ?? 'input'
}
