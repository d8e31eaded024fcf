import { type Problem, problem } from '../../shared/result.ts'

/** The file system's own code (`ENOSPC`); undefined: the error is not of the file system. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^E[A-Z]+$/.test(code) ? code : undefined
}

/** What a failed write is to a person; an error that is not of the file system is a bug and thrown on. */
export function writeProblem(error: unknown, path: string): Problem {
  const reason = errorCode(error)
  if (!reason) throw error
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return problem('app.disk-full', { path })
  return problem('app.cannot-write', { path, reason })
}
