import { setImmediate } from 'node:timers/promises'

/** What a computer sorts or merges in a few milliseconds. */
const slice = 2000

/** A sorted copy, as `toSorted` makes it; other work gets its turn in between, however long the list is. */
export async function sortInSlices<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  let runs: T[][] = []
  for (let start = 0; start < items.length; start += slice) {
    runs.push(items.slice(start, start + slice).sort(compare))
    if (items.length > slice) await setImmediate()
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let pair = 0; pair < runs.length; pair += 2)
      merged.push(await merge(runs[pair]!, runs[pair + 1] ?? [], compare))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<T>(
  first: readonly T[],
  second: readonly T[],
  compare: (a: T, b: T) => number,
): Promise<T[]> {
  const merged: T[] = []
  let [one, other] = [0, 0]
  while (one < first.length || other < second.length) {
    const takesFirst =
      other === second.length || (one < first.length && compare(first[one]!, second[other]!) <= 0)
    merged.push(takesFirst ? first[one++]! : second[other++]!)
    if (merged.length % slice === 0) await setImmediate()
  }
  return merged
}
