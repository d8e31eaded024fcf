import type { Problem } from '../../shared/result.ts'

/**
 * TensorFlow refused something (its memory ran out, say), or the disk did. Thrown, since it may come from anywhere in a run, but with what it
 * is to a person.
 */
export class EngineError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, cause: unknown) {
    super(problem.code, { cause })
    this.problem = problem
  }
}
