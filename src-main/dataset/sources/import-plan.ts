import { problem } from '../../shared/result.ts'
import type { PictureSource } from '../decode/decoder.ts'
import { Refused } from '../refused.ts'
import { mostClasses } from '../store/layout.ts'

/** The pictures of an import in their order, wherever they come from. */
export interface ImportPlan {
  readonly total: number
  readonly classes: readonly string[]
  readonly sources: Iterable<PictureSource> | AsyncIterable<PictureSource>
  /** Index into `classes`. */
  label(index: number): number
  /** Its part of the data as `splitCodes` has it, `excluded`, or `undecided`. */
  part(index: number): number
  /** Where the picture came from, so that `readOriginal` finds it again. */
  describe(index: number): string
  /** When it turns out to be no picture, that is worth a word. */
  isExpected(index: number): boolean
}

/** One plan after another; classes of the same name are one. Throws `Refused` for more classes than can be stored. */
export function joinPlans(plans: readonly ImportPlan[]): ImportPlan {
  const classes = [...new Set(plans.flatMap(plan => plan.classes))]
  if (classes.length > mostClasses)
    throw new Refused(problem('data.too-many-classes', { found: classes.length, limit: mostClasses }))
  const [only] = plans
  if (only && plans.length === 1) return only
  const places = new Map(classes.map((name, place) => [name, place]))
  const renumbered = plans.map(plan => plan.classes.map(name => places.get(name)!))
  const starts: number[] = []
  let total = 0
  for (const plan of plans) {
    starts.push(total)
    total += plan.total
  }
  const find = (index: number) => {
    const which = starts.findLastIndex(start => start <= index)
    return { which, plan: plans[which]!, inside: index - starts[which]! }
  }
  return {
    total,
    classes,
    sources: chained(),
    label: index => {
      const { which, plan, inside } = find(index)
      return renumbered[which]![plan.label(inside)]!
    },
    part: index => {
      const { plan, inside } = find(index)
      return plan.part(inside)
    },
    describe: index => {
      const { plan, inside } = find(index)
      return plan.describe(inside)
    },
    isExpected: index => {
      const { plan, inside } = find(index)
      return plan.isExpected(inside)
    },
  }

  async function* chained() {
    for (const plan of plans) yield* plan.sources
  }
}
