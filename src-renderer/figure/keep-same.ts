import { isSameData } from '../../src-main/shared/architecture/same-data.ts'

/**
 * Remembers the list that it was given last: what is equal to what stood at its place then stays that very object, so that nothing that
 * is drawn from it needs to be drawn again.
 */
export function keepSame<Item>(): (items: readonly Item[]) => readonly Item[] {
  let last: readonly Item[] = []
  return items => {
    last = items.map((item, index) => {
      const before = last[index]
      return before !== undefined && isSameData(before, item) ? before : item
    })
    return last
  }
}
