import { splitCodes, undecided } from './parts.ts'
import { seededRandom, shuffle } from './random.ts'

const parts = [splitCodes.train, splitCodes.validation, splitCodes.test] as const

interface Group {
  readonly members: readonly number[]
  /** Pictures of each class in it. */
  readonly counts: ReadonlyMap<number, number>
}

/**
 * Draws the parts (codes of `splitCodes`) of groups of pictures, each group whole, so that every class comes as near as it can to the number of
 * pictures that it should have in each part: `targets[part][class]`. The largest groups first, equal ones in an order that follows from the
 * seed, each to where its classes lack most. Pictures whose part is `given` stay there and say nothing about others. Every class keeps a training picture, and gets
 * one for validation where it has two groups of its own.
 */
export function splitGroups(
  labels: ArrayLike<number>,
  given: Uint8Array,
  groups: ArrayLike<number>,
  targets: readonly (readonly number[])[],
  seed: number,
): Uint8Array {
  const split = given.slice()
  const held = parts.map(() => new Float64Array(targets[0]!.length))
  const open = gather(labels, given, groups)
  shuffle(open, seededRandom(seed))
  open.sort((a, b) => b.members.length - a.members.length)
  const partOf = new Map<Group, number>()
  for (const group of open) assign(group, nearest(group))
  for (const group of open) if (lacksTraining(group)) assign(group, splitCodes.train)
  // The smallest first, so that the parts stay near to what was asked for.
  for (const part of [splitCodes.train, splitCodes.test])
    for (const group of open.toReversed())
      if (partOf.get(group) === part && mayValidate(group, part)) assign(group, splitCodes.validation)
  return split

  function assign(group: Group, part: number): void {
    const before = partOf.get(group)
    if (before !== undefined) for (const [label, count] of group.counts) held[before]![label]! -= count
    partOf.set(group, part)
    for (const index of group.members) split[index] = part
    for (const [label, count] of group.counts) held[part]![label]! += count
  }

  /** The part where the squares of what is lacking or too much grow least. */
  function nearest({ counts }: Group): number {
    let [best, least] = [0, Number.POSITIVE_INFINITY]
    for (const part of parts) {
      let growth = 0
      for (const [label, count] of counts)
        growth += count * (2 * (held[part]![label]! - targets[part]![label]!) + count)
      if (growth < least) [best, least] = [part, growth]
    }
    return best
  }

  function lacksTraining(group: Group): boolean {
    return [...group.counts.keys()].some(label => held[splitCodes.train]![label] === 0)
  }

  function mayValidate({ counts }: Group, part: number): boolean {
    const classes = [...counts]
    const isWanted = classes.some(
      ([label]) => targets[splitCodes.validation]![label]! > 0 && held[splitCodes.validation]![label] === 0,
    )
    const isMissed =
      part === splitCodes.train && classes.some(([label, count]) => held[part]![label]! <= count)
    return isWanted && !isMissed
  }
}

/** Of the pictures that are still to be divided. */
function gather(labels: ArrayLike<number>, given: Uint8Array, groups: ArrayLike<number>): Group[] {
  const together = new Map<number, { members: number[]; counts: Map<number, number> }>()
  for (let index = 0; index < groups.length; index++) {
    if (given[index] !== undecided) continue
    const number = groups[index]!
    const label = labels[index]!
    const group = together.get(number)
    if (group) {
      group.members.push(index)
      group.counts.set(label, (group.counts.get(label) ?? 0) + 1)
    } else together.set(number, { members: [index], counts: new Map([[label, 1]]) })
  }
  return [...together.values()]
}
