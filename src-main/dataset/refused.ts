import type { Problem } from '../shared/result.ts'

/** Carries a problem out of a stream that is being read; the import turns it into its result. */
export class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}
