import type { RequestName } from '../../src-main/shared/contract/index.ts'
import type { Problem, ProblemCode } from '../../src-main/shared/result.ts'

export interface ShownNotice {
  readonly id: number
  readonly problem: Problem
  /** What was asked for in vain; null where nothing was. */
  readonly request: RequestName | null
  /** When it was shown, in milliseconds. */
  readonly since: number
}

type Notices = readonly ShownNotice[]

/** So long, in milliseconds, a notice certainly stays to be read. */
const readingTime = 10_000

/** Something was lost, or Lenslet itself is at fault: only a person puts these away. */
const kept: readonly ProblemCode[] = [
  'app.unexpected',
  'app.disk-full',
  'app.cannot-write',
  'runs.damaged',
  'training.checkpoint-invalid',
]

/** The same problem again takes the earlier notice's place. */
export const withNotice = (notices: Notices, notice: ShownNotice): Notices => [
  ...notices.filter(({ problem }) => JSON.stringify(problem) !== JSON.stringify(notice.problem)),
  notice,
]

/** What still concerns a person who has gone to another room. */
export const inNextRoom = (notices: Notices, now: number): Notices =>
  notices.filter(({ problem, since }) => kept.includes(problem.code) || now - since < readingTime)

/** Without those whose request has succeeded since. */
export const withoutRequest = (notices: Notices, request: RequestName): Notices =>
  notices.filter(notice => notice.request !== request || kept.includes(notice.problem.code))

/** Without those whose cause is over. */
export const withoutCodes = (notices: Notices, codes: readonly ProblemCode[]): Notices =>
  notices.filter(({ problem }) => !codes.includes(problem.code))
