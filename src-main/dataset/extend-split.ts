import { excluded, splitCodes, undecided } from './parts.ts'
import { seededRandom, shuffle } from './random.ts'

/** The codes of the parts; where two lack as much, the first gets the picture. */
const codes = [splitCodes.train, splitCodes.validation, splitCodes.test]

/**
 * Parts (codes of `splitCodes`) for pictures that are added to a data set, in the order of `labels`: each goes where its class lacks most for
 * the proportions that the data set has, so that they stay the same however few are added at a time. `given`: as `splitPictures` has it.
 * `groups`: a number for each picture before and each added one, as `createGrouping` has it; an added one goes where others of its number are, to
 * the last part of several.
 */
export function extendSplit(
  before: { readonly labels: Uint16Array; readonly split: Uint8Array; readonly seed: number },
  labels: Uint16Array,
  given: Uint8Array,
  groups?: ArrayLike<number>,
): Uint8Array {
  const fractions = proportions(before.split)
  const held = new Map<number, number[]>()
  const heldBy = (label: number) => {
    const known = held.get(label)
    if (known) return known
    const counts = [0, 0, 0]
    held.set(label, counts)
    return counts
  }
  for (let index = 0; index < before.split.length; index++) {
    const code = before.split[index]!
    if (code !== excluded) heldBy(before.labels[index]!)[code]!++
  }
  const split = given.slice()
  for (const [index, code] of given.entries()) if (code !== undecided) heldBy(labels[index]!)[code]!++
  const partOf = groups && partsOfGroups(groups, [before.split, given])
  const open = [...given.keys()].filter(index => given[index] === undecided)
  for (const index of shuffle(open, seededRandom(before.seed, before.split.length))) {
    const own = heldBy(labels[index]!)
    const size = own.reduce((sum, count) => sum + count, 1)
    const lacks = codes.map(code => fractions[code]! * size - own[code]!)
    const group = groups?.[before.split.length + index] ?? 0
    const known = partOf?.[group] ?? undecided
    const code = known === undecided ? lacks.indexOf(Math.max(...lacks)) : known
    if (partOf) partOf[group] = code
    split[index] = code
    own[code]!++
  }
  return split
}

/** The last part that holds pictures of each group. */
function partsOfGroups(groups: ArrayLike<number>, splits: readonly Uint8Array[]): Uint8Array {
  const parts = new Uint8Array(groups.length).fill(undecided)
  let place = 0
  for (const split of splits)
    for (const code of split) {
      const group = groups[place++]!
      if (code === excluded || code === undecided) continue
      if (parts[group] === undecided || parts[group]! < code) parts[group] = code
    }
  return parts
}

/** Of the pictures in use; with none, all are for training. */
function proportions(split: Uint8Array): number[] {
  const counts = [0, 0, 0]
  for (const code of split) if (code !== excluded) counts[code]!++
  const inUse = counts.reduce((sum, count) => sum + count)
  return inUse === 0 ? [1, 0, 0] : counts.map(count => count / inUse)
}
