import { splitCodes, undecided } from './parts.ts'
import { seededRandom, shuffleInSteps } from './random.ts'
import { splitGroups } from './split-groups.ts'
import { atOnce, itemsAStep, type Steps } from './steps.ts'

interface Division {
  readonly validation: number
  readonly test: number
  readonly seed: number
  readonly groups?: ArrayLike<number>
}

/**
 * Draws each picture's part (codes of `splitCodes`), class by class and by the seed alone. `given` holds the parts that
 * the data came with; where it has a test or validation set, none is drawn. The fractions are of all pictures that are to
 * be divided (with a test set of their own: of the others). Every class keeps a training picture, and gets one for
 * validation when it has two or more. `groups`: of the pictures that are to be divided, those with the same
 * number stay on one side.
 */
export const splitPictures = (labels: ArrayLike<number>, given: Uint8Array, options: Division): Uint8Array =>
  atOnce(splitInSteps(labels, given, options))

/** The same for many pictures. */
export function* splitInSteps(
  labels: ArrayLike<number>,
  given: Uint8Array,
  options: Division,
): Steps<Uint8Array> {
  const split = given.slice()
  for (let index = 0; index < split.length; index++) {
    if (index % itemsAStep === 0) yield
    if (split[index] === undecided) split[index] = splitCodes.train
  }
  const test = given.includes(splitCodes.test) ? 0 : options.test
  const validation = given.includes(splitCodes.validation) ? 0 : options.validation
  const groups = yield* byClass(labels, split)
  const sizes = groups.map(group => group.length)
  const held = (size: number) => (validation > 0 && size > 1 ? 1 : 0)
  const tests = apportion(
    sizes.map(size => ({ size, least: 0, most: Math.max(0, size - 1 - held(size)) })),
    test,
  )
  const validations = apportion(
    sizes.map((size, label) => ({ size, least: held(size), most: Math.max(0, size - 1 - tests[label]!) })),
    validation,
  )
  if (options.groups && (yield* hasRepeats(options.groups))) {
    const trained = sizes.map((size, label) => size - tests[label]! - validations[label]!)
    return yield* splitGroups(labels, given, options.groups, [trained, validations, tests], options.seed)
  }
  for (const [label, group] of groups.entries()) {
    yield
    yield* shuffleInSteps(group, seededRandom(options.seed, label))
    const first = tests[label]!
    for (let place = 0; place < first + validations[label]!; place++) {
      if (place % itemsAStep === 0) yield
      split[group[place]!] = place < first ? splitCodes.test : splitCodes.validation
    }
  }
  return split
}

/** Indices of the pictures that may be divided, by class: those in training so far. */
function* byClass(labels: ArrayLike<number>, split: Uint8Array): Steps<number[][]> {
  const groups: number[][] = []
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    const label = labels[index]!
    while (groups.length <= label) groups.push([])
    if (split[index] === splitCodes.train) groups[label]!.push(index)
  }
  return groups
}

function* hasRepeats(numbers: ArrayLike<number>): Steps<boolean> {
  let largest = 0
  for (let index = 0; index < numbers.length; index++) largest = Math.max(largest, numbers[index]!)
  yield
  const seen = new Uint8Array(largest + 1)
  for (let index = 0; index < numbers.length; index++) {
    if (index % itemsAStep === 0) yield
    if (seen[numbers[index]!]) return true
    seen[numbers[index]!] = 1
  }
  return false
}

interface Quota {
  readonly size: number
  readonly least: number
  readonly most: number
}

/** A share of each size so that the sum is right as well: largest remainders (Hamilton), within each one's limits. */
function apportion(quotas: readonly Quota[], fraction: number): number[] {
  const shares = quotas.map(({ size, least, most }) =>
    Math.min(most, Math.max(least, Math.floor(size * fraction))),
  )
  const total = Math.round(quotas.reduce((sum, { size }) => sum + size, 0) * fraction)
  let missing = total - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = quotas
    .map(({ size }, index) => ({ index, remainder: size * fraction - Math.floor(size * fraction) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder) {
    if (missing <= 0) break
    if (shares[index]! >= quotas[index]!.most) continue
    shares[index]!++
    missing--
  }
  return shares
}
