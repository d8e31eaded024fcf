import type { SplitName } from '../../shared/contract/data.ts'
import { splitCodes } from '../parts.ts'
import type { ImportPlan } from '../sources/import-plan.ts'
import { itemsAStep, type Steps } from '../steps.ts'

/** Pictures of a class that are candidates to be shown; the first may turn out to be none. */
const candidatesAClass = 16

/** Candidates in all. */
const mostCandidates = 32

export interface PlanCounts {
  /** Pictures of each class. */
  readonly images: readonly number[]
  /** Those that come with a part. */
  readonly given: Readonly<Record<SplitName, number>>
  /** Files that are not named as pictures among others that are; they are not counted. */
  readonly unsure: number
  /** A few of each class in turn: the first of each, then the second. */
  readonly candidates: readonly number[]
}

/** Counts what an import would read; where no file is named as a picture, all of them. */
export function* countPlan(plan: ImportPlan): Steps<PlanCounts> {
  const named = yield* countThose(plan, plan.isExpected)
  const isNamed = named.images.some(count => count > 0)
  return isNamed ? named : yield* countThose(plan, () => true)
}

function* countThose(plan: ImportPlan, isPicture: (index: number) => boolean): Steps<PlanCounts> {
  const images = plan.classes.map(() => 0)
  const parts = [0, 0, 0]
  const first: number[][] = plan.classes.map(() => [])
  let unsure = 0
  for (let index = 0; index < plan.total; index++) {
    if (index % itemsAStep === 0) yield
    if (!isPicture(index)) {
      unsure++
      continue
    }
    const label = plan.label(index)
    images[label]!++
    const part = plan.part(index)
    if (part in parts) parts[part]!++
    if (first[label]!.length < candidatesAClass) first[label]!.push(index)
  }
  const turns = Array.from({ length: candidatesAClass }, (_, turn) => first.flatMap(own => own[turn] ?? []))
  const { train, validation, test } = splitCodes
  return {
    images,
    given: { train: parts[train]!, validation: parts[validation]!, test: parts[test]! },
    unsure,
    candidates: turns.flat().slice(0, mostCandidates),
  }
}
