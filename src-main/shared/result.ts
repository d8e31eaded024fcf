import type { en } from './messages/en.ts'

type ProblemMessages = typeof en.problems

export type ProblemCode = keyof ProblemMessages
type Params<Code extends ProblemCode> = Parameters<ProblemMessages[Code]>[0]

/** A failure that is expected and that a person can act on: a code, and what the sentence about it needs to know. */
export type Problem = {
  [Code in ProblemCode]: { readonly code: Code; readonly params: Params<Code> }
}[ProblemCode]

/** What every request between the processes answers with. Bugs are exceptions, failures are values. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })

export const problem = <Code extends ProblemCode>(code: Code, params: Params<Code>): Problem =>
  ({ code, params }) as unknown as Problem

export const failure = <Code extends ProblemCode>(code: Code, params: Params<Code>): Result<never> => ({
  ok: false,
  problem: problem(code, params),
})
