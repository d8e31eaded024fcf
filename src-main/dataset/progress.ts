import type { ImportProgress } from '../shared/contract/data.ts'

/** Least time between two reports of a phase, in milliseconds. */
const interval = 100

/** A rate measured over less than this says nothing yet, in milliseconds. */
const settled = 1000

/** Reports an import's progress: at once when a phase begins and ends, in between at most ten times a second. */
export function createProgress(
  report: (progress: ImportProgress) => void,
  now: () => number = () => performance.now(),
) {
  let phase: ImportProgress['phase'] | undefined
  let began = 0
  let last = 0

  return (next: ImportProgress['phase'], done: number, total: number): void => {
    const time = now()
    const isNew = next !== phase
    if (isNew) began = time
    const isEnd = total > 0 && done === total
    if (!isNew && !isEnd && time - last < interval) return
    phase = next
    last = time
    const elapsed = time - began
    const known = done > 0 && total > 0 && (elapsed >= settled || isEnd)
    const secondsLeft = known ? ((elapsed / done) * (total - done)) / 1000 : null
    report({ phase: next, done, total, secondsLeft })
  }
}
