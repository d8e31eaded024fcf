import { excluded, splitCodes, undecided } from './parts.ts'
import { seededRandom, shuffleInSteps } from './random.ts'
import { itemsAStep, type Steps } from './steps.ts'

/** The codes of the parts; where two lack as much, the first gets the picture. */
const codes = [splitCodes.train, splitCodes.validation, splitCodes.test] as const

/**
 * Parts (codes of `splitCodes`) for pictures that are added to a data set, in the order of `labels`: each goes where its class lacks most for
 * the proportions that the data set has, so that they stay the same however few are added at a time. `given`: as `splitPictures` has it.
 * `groups`: a number for each picture before and each added one, as `createGrouping` has it; an added one goes where others of its number are, to
 * the last part of several.
 */
export function* extendSplit(
  before: { readonly labels: Uint16Array; readonly split: Uint8Array; readonly seed: number },
  labels: Uint16Array,
  given: Uint8Array,
  groups?: ArrayLike<number>,
): Steps<Uint8Array> {
  /** Of each class, the pictures in each part. */
  const held = new Uint32Array(codes.length * (1 + 0xffff))
  const all = [0, 0, 0]
  for (let index = 0; index < before.split.length; index++) {
    if (index % itemsAStep === 0) yield
    const code = before.split[index]!
    if (code === excluded) continue
    held[codes.length * before.labels[index]! + code]!++
    all[code]!++
  }
  const fractions = proportions(all)
  const split = given.slice()
  const open = new Uint32Array(given.length)
  let count = 0
  for (let index = 0; index < given.length; index++) {
    if (index % itemsAStep === 0) yield
    const code = given[index]!
    if (code === undecided) open[count++] = index
    else if (code !== excluded) held[codes.length * labels[index]! + code]!++
  }
  const partOf = groups && (yield* partsOfGroups(groups, [before.split, given]))
  const random = seededRandom(before.seed, before.split.length)
  const order = yield* shuffleInSteps(open.subarray(0, count), random)
  for (let place = 0; place < count; place++) {
    if (place % itemsAStep === 0) yield
    const index = order[place]!
    const group = groups?.[before.split.length + index] ?? 0
    const known = partOf?.[group] ?? undecided
    const code = known === undecided ? mostLacking(codes.length * labels[index]!) : known
    if (partOf) partOf[group] = code
    split[index] = code
    held[codes.length * labels[index]! + code]!++
  }
  return split

  /** `first`: where the class stands in `held`. */
  function mostLacking(first: number): number {
    const size = held[first]! + held[first + 1]! + held[first + 2]! + 1
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (const code of codes) {
      const lacks = fractions[code]! * size - held[first + code]!
      if (lacks > most) {
        best = code
        most = lacks
      }
    }
    return best
  }
}

/** The last part that holds pictures of each group. */
function* partsOfGroups(groups: ArrayLike<number>, splits: readonly Uint8Array[]): Steps<Uint8Array> {
  const parts = new Uint8Array(groups.length).fill(undecided)
  let place = 0
  for (const split of splits)
    for (let index = 0; index < split.length; index++) {
      if (place % itemsAStep === 0) yield
      const code = split[index]!
      const group = groups[place++]!
      if (code === excluded || code === undecided) continue
      if (parts[group] === undecided || parts[group]! < code) parts[group] = code
    }
  return parts
}

/** Of the pictures in use; with none, all are for training. */
function proportions(counts: readonly number[]): readonly number[] {
  const inUse = counts.reduce((sum, count) => sum + count)
  return inUse === 0 ? [1, 0, 0] : counts.map(count => count / inUse)
}
