import { type Problem, problem } from '../shared/result.ts'

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** The problem behind a failed read of a person's file or folder; what is no file error is a bug and thrown on. */
export function readProblem(error: unknown, path: string): Problem {
  const code = codeOf(error)
  if (code === undefined) throw error
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    // A name in another encoding comes out of the file system with replacement characters, and leads nowhere.
    return path.includes('\uFFFD')
      ? problem('data.unreadable-file', { reason: 'name-not-unicode' })
      : problem('data.vanished', {})
  }
  return problem('data.unreadable-file', { reason: code })
}

/** The problem behind a failed write under the home folder; what is no file error is a bug and thrown on. */
export function writeProblem(error: unknown, path: string): Problem {
  const code = codeOf(error)
  if (code === undefined) throw error
  if (code === 'ENOSPC' || code === 'EDQUOT') return problem('app.disk-full', { path })
  return problem('app.cannot-write', { path, reason: code })
}
