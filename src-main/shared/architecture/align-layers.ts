import type { Layer } from './spec.ts'

/** Places of the same layer in two networks; null: it is in the other alone. */
export type Pair = readonly [here: number | null, there: number | null]

/**
 * Which layers of two networks stand for each other, in order: the pairing of layers of the same kind that costs least (Needleman and
 * Wunsch 1970), where the same name costs nothing, another name 1, and a layer without a partner 1.1. So one is found again under another
 * name, and one that was put in between moves no other.
 */
export function alignLayers(here: readonly Layer[], there: readonly Layer[]): readonly Pair[] {
  const alone = 1.1
  const match = (mine: Layer, theirs: Layer) => {
    if (mine.kind !== theirs.kind) return Number.POSITIVE_INFINITY
    return mine.name === theirs.name ? 0 : 1
  }
  // costs[i][j]: of the layers from i of the one and from j of the other on.
  const costs = Array.from({ length: here.length + 1 }, () => new Float64Array(there.length + 1))
  for (let i = here.length; i >= 0; i--) {
    for (let j = there.length; j >= 0; j--) {
      if (i === here.length || j === there.length) {
        costs[i]![j] = alone * (here.length - i + there.length - j)
        continue
      }
      const paired = match(here[i]!, there[j]!) + costs[i + 1]![j + 1]!
      costs[i]![j] = Math.min(paired, alone + costs[i + 1]![j]!, alone + costs[i]![j + 1]!)
    }
  }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < here.length || j < there.length) {
    const [mine, theirs] = [here[i], there[j]]
    const cost = costs[i]![j]
    if (mine && theirs && cost === match(mine, theirs) + costs[i + 1]![j + 1]!) pairs.push([i++, j++])
    else if (mine && cost === alone + costs[i + 1]![j]!) pairs.push([i++, null])
    else if (theirs) pairs.push([null, j++])
    else pairs.push([i++, null])
  }
  return pairs
}
