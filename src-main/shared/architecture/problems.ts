import type { Problem } from '../result.ts'
import { applyEdit } from './edits.ts'
import type { Fix } from './fixes/fix.ts'
import { fixesOf } from './fixes/index.ts'
import type { ArchitectureSpec } from './spec.ts'
import { type NetworkSummary, summarize } from './summary.ts'
import { findWarnings } from './warnings.ts'

/** `error`: it cannot be trained; `warning`: it could, but hardly as it was meant; `note`: true of good networks too, and worth knowing. */
export type Severity = 'error' | 'warning' | 'note'

interface Found {
  /** Where it is; empty in a network without layers. */
  readonly layerId: string
  readonly severity: Severity
  readonly problem: Problem
}

export interface NetworkProblem extends Found {
  /** Each was tried: after it this problem is gone, and no error is new at this layer or before it. The best come first. */
  readonly fixes: readonly Fix[]
}

export interface ProblemOptions {
  /** The network reads pictures that are there: their size stays, and no fix changes it. */
  readonly hasPictures?: boolean
  /** What `summarize` found, where it is known already. */
  readonly summary?: NetworkSummary
}

const mostOffered = 6

/** What keeps a network from being trained or from learning well, with ways out. */
export function findProblems(
  spec: ArchitectureSpec,
  classes: number,
  { hasPictures = false, summary = summarize(spec, classes) }: ProblemOptions = {},
): readonly NetworkProblem[] {
  const found = find(spec, summary)
  return found.map(one => {
    const offered = fixesOf({
      spec,
      classes,
      summary,
      hasPictures,
      problem: one.problem,
      layerId: one.layerId,
    })
    const solves = ({ edit }: Fix) => {
      const edited = applyEdit(spec, edit)
      return edited !== spec && isSolved(one, spec, found, find(edited, summarize(edited, classes)))
    }
    return { ...one, fixes: offered.flatMap(choices => choices.find(solves) ?? []).slice(0, mostOffered) }
  })
}

const find = (spec: ArchitectureSpec, summary: NetworkSummary): readonly Found[] => [
  ...summary.problems.map(found => ({ ...found, severity: 'error' }) as const),
  ...findWarnings(spec, summary),
]

function isSolved(
  solved: Found,
  { layers }: ArchitectureSpec,
  before: readonly Found[],
  after: readonly Found[],
): boolean {
  const place = (id: string) => layers.findIndex(layer => layer.id === id)
  const isIn = (found: readonly Found[], { layerId, problem }: Found) =>
    found.some(other => other.layerId === layerId && other.problem.code === problem.code)
  const isLater = ({ layerId }: Found) =>
    solved.severity === 'error' && place(layerId) > place(solved.layerId)
  return (
    !isIn(after, solved) &&
    after.every(found => found.severity !== 'error' || isIn(before, found) || isLater(found))
  )
}
