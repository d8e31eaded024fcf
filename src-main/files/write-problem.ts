import { type Problem, problem } from '../shared/result.ts'

/** The problem that a failed write is to a person; undefined: it was no failure of the file system. */
export function writeProblem(error: unknown, path: string): Problem | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return problem('app.disk-full', { path })
  if (/^E[A-Z]+$/.test(code)) return problem('app.cannot-write', { path, reason: code })
  return undefined
}
