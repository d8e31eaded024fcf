import { closeSync, constants, fstatSync, open, read } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { failure, type Result, success } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'

// Windows has no such flag.
const nonBlocking = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** A file is read whole, so that a strange name or a file that changes can't confuse the decoder. */
export const largestFile = 512 * 1024 ** 2

const [openFile, readBytes] = [promisify(open), promisify(read)]

/**
 * All bytes of a person's file. Problems: `data.vanished`, `data.unreadable-file`, `data.file-too-large` (than `most`).
 * A pipe is opened without waiting for its other end, and refused.
 */
export async function readPicture(path: string, most = largestFile): Promise<Result<Buffer>> {
  try {
    const descriptor = await openFile(path, nonBlocking)
    try {
      // Of an open file both are done at once, and in half the time that another thread takes to be asked.
      const found = fstatSync(descriptor)
      if (!found.isFile()) return failure('data.unreadable-file', { reason: 'not-a-file' })
      if (found.size > most) return failure('data.file-too-large', { bytes: found.size, limit: most })
      // Some files that a system makes up do not say their size.
      return success(found.size === 0 ? await readFile(path) : await readWhole(descriptor, found.size))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return { ok: false, problem: readProblem(error, path) }
  }
}

/** `size` bytes, or fewer where the file has become shorter. */
async function readWhole(descriptor: number, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(size)
  for (let done = 0; done < size; ) {
    const { bytesRead } = await readBytes(descriptor, bytes, done, size - done, done)
    if (bytesRead === 0) return bytes.subarray(0, done)
    done += bytesRead
  }
  return bytes
}
