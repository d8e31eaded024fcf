import { fileErrorCode } from '../shared/file-errors.ts'
import { type Problem, problem } from '../shared/result.ts'

/** The problem behind a failed read of a person's file or folder; what is no file error is a bug and thrown on. */
export function readProblem(error: unknown, path: string): Problem {
  const reason = fileErrorCode(error)
  if (reason === undefined) throw error
  if (reason === 'ENOENT' || reason === 'ENOTDIR') {
    // A name in another encoding comes out of the file system with replacement characters, and leads nowhere.
    return path.includes('\uFFFD')
      ? problem('data.unreadable-file', { reason: 'name-not-unicode' })
      : problem('data.vanished', {})
  }
  return problem('data.unreadable-file', { reason })
}
