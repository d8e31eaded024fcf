import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { failure, type Result, success } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'

// Windows has no such flag.
const nonBlocking = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** A file is read whole, so that a strange name or a file that changes can't confuse the decoder. */
export const largestFile = 512 * 1024 ** 2

/**
 * All bytes of a person's file. Problems: `data.vanished`, `data.unreadable-file`, `data.file-too-large`.
 * A pipe is opened without waiting for its other end, and refused.
 */
export async function readPicture(path: string): Promise<Result<Buffer>> {
  try {
    const handle = await open(path, nonBlocking)
    try {
      const found = await handle.stat()
      if (!found.isFile()) return failure('data.unreadable-file', { reason: 'not-a-file' })
      if (found.size > largestFile)
        return failure('data.file-too-large', { bytes: found.size, limit: largestFile })
      return success(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { ok: false, problem: readProblem(error, path) }
  }
}
