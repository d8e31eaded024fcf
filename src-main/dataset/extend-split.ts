import { excluded, splitCodes, undecided } from './parts.ts'
import { seededRandom, shuffle } from './random.ts'

/** The codes of the parts; where two lack as much, the first gets the picture. */
const codes = [splitCodes.train, splitCodes.validation, splitCodes.test]

/**
 * Parts (codes of `splitCodes`) for pictures that are added to a data set, in the order of `labels`: each goes where its class lacks most for
 * the proportions that the data set has, so that they stay the same however few are added at a time. `given`: as `splitPictures` has it.
 */
export function extendSplit(
  before: { readonly labels: Uint16Array; readonly split: Uint8Array; readonly seed: number },
  labels: Uint16Array,
  given: Uint8Array,
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
  const open = [...given.keys()].filter(index => given[index] === undecided)
  for (const index of shuffle(open, seededRandom(before.seed, before.split.length))) {
    const own = heldBy(labels[index]!)
    const size = own.reduce((sum, count) => sum + count, 1)
    const lacks = codes.map(code => fractions[code]! * size - own[code]!)
    const code = lacks.indexOf(Math.max(...lacks))
    split[index] = code
    own[code]!++
  }
  return split
}

/** Of the pictures in use; with none, all are for training. */
function proportions(split: Uint8Array): number[] {
  const counts = [0, 0, 0]
  for (const code of split) if (code !== excluded) counts[code]!++
  const inUse = counts.reduce((sum, count) => sum + count)
  return inUse === 0 ? [1, 0, 0] : counts.map(count => count / inUse)
}
