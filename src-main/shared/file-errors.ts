import { type Problem, problem } from './result.ts'

/**
 * The code of a failure of the file system (`ENOENT`); undefined: it was none, but a bug. `UNKNOWN` is what Windows' rarer
 * failures come out as, `ERR_INVALID_ARG_VALUE` a path with a zero byte in it, which no file system takes.
 */
export function fileErrorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(E[A-Z0-9]+|UNKNOWN|ERR_INVALID_ARG_VALUE)$/.test(code) ? code : undefined
}

/** The problem that a failed write is to a person; an error that is not of the file system is a bug and thrown on. */
export function writeProblem(error: unknown, path: string): Problem {
  const reason = fileErrorCode(error)
  if (reason === undefined) throw error
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return problem('app.disk-full', { path })
  return problem('app.cannot-write', { path, reason })
}
