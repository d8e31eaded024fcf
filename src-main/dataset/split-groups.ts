import { splitCodes, undecided } from './parts.ts'
import { seededRandom, shuffleInSteps } from './random.ts'
import { itemsAStep, type Steps } from './steps.ts'

const parts = [splitCodes.train, splitCodes.validation, splitCodes.test] as const

/**
 * Draws the parts (codes of `splitCodes`) of groups of pictures, each group whole, so that every class comes as near as it can to the number of
 * pictures that it should have in each part: `targets[part][class]`. The largest groups first, equal ones in an order that follows from the
 * seed, each to where its classes lack most. Pictures whose part is `given` stay there and say nothing about others. Every class keeps a training picture, and gets
 * one for validation where it has two groups of its own. Groups are numbered as their pictures are, from 0 and not much further.
 */
export function* splitGroups(
  labels: ArrayLike<number>,
  given: Uint8Array,
  groups: ArrayLike<number>,
  targets: readonly (readonly number[])[],
  seed: number,
): Steps<Uint8Array> {
  const split = given.slice()
  const held = parts.map(() => new Float64Array(targets[0]!.length))
  const open = yield* gather(labels, given, groups)
  const { firstMember, members, firstClass, classes, counts } = open
  const order = yield* largestFirst(open, yield* shuffled(open.total, seed))
  const none = 255
  const partOf = new Uint8Array(open.total).fill(none)
  for (let place = 0; place < order.length; place++) {
    if (place % itemsAStep === 0) yield
    assign(order[place]!, nearest(order[place]!))
  }
  for (let place = 0; place < order.length; place++) {
    if (place % itemsAStep === 0) yield
    if (lacksTraining(order[place]!)) assign(order[place]!, splitCodes.train)
  }
  // The smallest first, so that the parts stay near to what was asked for.
  for (const part of [splitCodes.train, splitCodes.test])
    for (let place = order.length - 1; place >= 0; place--) {
      if (place % itemsAStep === 0) yield
      const group = order[place]!
      if (partOf[group] === part && mayValidate(group, part)) assign(group, splitCodes.validation)
    }
  return split

  function assign(group: number, part: number): void {
    const before = partOf[group]!
    partOf[group] = part
    for (let at = firstMember[group]!; at < firstMember[group + 1]!; at++) split[members[at]!] = part
    for (let at = firstClass[group]!; at < firstClass[group + 1]!; at++) {
      if (before !== none) held[before]![classes[at]!]! -= counts[at]!
      held[part]![classes[at]!]! += counts[at]!
    }
  }

  /** The part where the squares of what is lacking or too much grow least. */
  function nearest(group: number): number {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (const part of parts) {
      let growth = 0
      for (let at = firstClass[group]!; at < firstClass[group + 1]!; at++) {
        const excess = held[part]![classes[at]!]! - targets[part]![classes[at]!]!
        growth += counts[at]! * (2 * excess + counts[at]!)
      }
      if (growth < least) {
        best = part
        least = growth
      }
    }
    return best
  }

  function lacksTraining(group: number): boolean {
    for (let at = firstClass[group]!; at < firstClass[group + 1]!; at++)
      if (held[splitCodes.train]![classes[at]!] === 0) return true
    return false
  }

  function mayValidate(group: number, part: number): boolean {
    let isWanted = false
    for (let at = firstClass[group]!; at < firstClass[group + 1]!; at++) {
      const label = classes[at]!
      isWanted ||= targets[splitCodes.validation]![label]! > 0 && held[splitCodes.validation]![label] === 0
      if (part === splitCodes.train && held[part]![label]! <= counts[at]!) return false
    }
    return isWanted
  }
}

/** Groups of pictures, numbered in the order of their first ones. There may be a million: a few flat arrays hold them all. */
interface Groups {
  readonly total: number
  /** Group `g` has the pictures `members[firstMember[g]]` and on, up to those of the next. */
  readonly firstMember: Uint32Array
  readonly members: Uint32Array
  /** It has pictures of `classes[firstClass[g]]` and on, as many of each as `counts` says. */
  readonly firstClass: Uint32Array
  readonly classes: Uint32Array
  readonly counts: Uint32Array
}

/** Of the pictures that are still to be divided. */
function* gather(labels: ArrayLike<number>, given: Uint8Array, numbers: ArrayLike<number>): Steps<Groups> {
  const images = numbers.length
  const groupOf = new Uint32Array(images)
  const sizes = new Uint32Array(images)
  let [open, total, largest] = [0, 0, 0]
  for (let index = 0; index < images; index++) largest = Math.max(largest, numbers[index]!)
  yield
  /** One more than the group of a number; 0: it has none yet. A table as long as this would hold others up when it grows. */
  const known = new Uint32Array(largest + 1)
  for (let index = 0; index < images; index++) {
    if (index % itemsAStep === 0) yield
    if (given[index] !== undecided) continue
    known[numbers[index]!] ||= ++total
    const group = known[numbers[index]!]! - 1
    groupOf[index] = group
    sizes[group]!++
    open++
  }
  const firstMember = new Uint32Array(total + 1)
  for (let group = 0; group < total; group++) firstMember[group + 1] = firstMember[group]! + sizes[group]!
  yield
  const members = new Uint32Array(open)
  const filled = firstMember.slice()
  for (let index = 0; index < images; index++) {
    if (index % itemsAStep === 0) yield
    if (given[index] === undecided) members[filled[groupOf[index]!]!++] = index
  }
  const firstClass = new Uint32Array(total + 1)
  const classes = new Uint32Array(open)
  const counts = new Uint32Array(open)
  /** Where the class's own entry of the group at hand stands, when it is not before that group's first. */
  const entries = new Map<number, number>()
  let used = 0
  for (let group = 0; group < total; group++) {
    if (group % itemsAStep === 0) yield
    const first = used
    for (let at = firstMember[group]!; at < firstMember[group + 1]!; at++) {
      const label = labels[members[at]!]!
      let entry = entries.get(label)
      if (entry === undefined || entry < first) {
        entry = used++
        entries.set(label, entry)
        classes[entry] = label
      }
      counts[entry]!++
    }
    firstClass[group + 1] = used
  }
  return { total, firstMember, members, firstClass, classes, counts }
}

function* shuffled(total: number, seed: number): Steps<Uint32Array> {
  const order = new Uint32Array(total)
  for (let place = 0; place < total; place++) order[place] = place
  return yield* shuffleInSteps(order, seededRandom(seed))
}

/** Those of one size stay in their order. */
function* largestFirst({ firstMember }: Groups, order: Uint32Array): Steps<Uint32Array> {
  const sizeOf = (group: number) => firstMember[group + 1]! - firstMember[group]!
  const bySize = new Map<number, number>()
  for (let place = 0; place < order.length; place++) {
    if (place % itemsAStep === 0) yield
    const size = sizeOf(order[place]!)
    bySize.set(size, (bySize.get(size) ?? 0) + 1)
  }
  let start = 0
  for (const [size, count] of [...bySize].sort(([a], [b]) => b - a)) {
    bySize.set(size, start)
    start += count
  }
  const sorted = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) {
    if (place % itemsAStep === 0) yield
    const size = sizeOf(order[place]!)
    const next = bySize.get(size)!
    bySize.set(size, next + 1)
    sorted[next] = order[place]!
  }
  return sorted
}
