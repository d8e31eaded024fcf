import { type FileHandle, open } from 'node:fs/promises'
import { failure, type Result, success } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import type { FilePart, PictureSource, PixelsInHand } from './protocol.ts'
import { readExactly } from './read-exactly.ts'
import { largestFile, readPicture } from './read-picture.ts'
import { readZipped } from './read-zipped.ts'

/** Files up to this size are read before it is their turn, as many as are on their way; others would take too much memory. */
const smallFile = 4 * 1024 ** 2

/** Reads a picture's file when it is called where that is small, else when its result is. */
export async function readAhead(
  source: Exclude<PictureSource, PixelsInHand>,
): Promise<() => Promise<Result<Buffer>>> {
  if (typeof source !== 'string') return () => readSource(source)
  const file = await readPicture(source, smallFile)
  const isLarge = !file.ok && file.problem.code === 'data.file-too-large'
  return async () => (isLarge ? readPicture(source) : file)
}

/** The bytes of a picture's file, wherever it lies. */
export async function readSource(source: Exclude<PictureSource, PixelsInHand>): Promise<Result<Buffer>> {
  if (typeof source === 'string') return readPicture(source)
  if (source instanceof Uint8Array)
    return success(Buffer.from(source.buffer, source.byteOffset, source.byteLength))
  if ('problem' in source) return { ok: false, problem: source.problem }
  if ('zip' in source) return inFile(source.zip, handle => readZipped(handle, source))
  return inFile(source.file, handle => readPart(handle, source))
}

async function readPart(handle: FileHandle, { offset, length }: FilePart): Promise<Result<Buffer>> {
  if (length > largestFile) return failure('data.file-too-large', { bytes: length, limit: largestFile })
  return success(await readExactly(handle, offset, length))
}

async function inFile(
  path: string,
  read: (handle: FileHandle) => Promise<Result<Buffer>>,
): Promise<Result<Buffer>> {
  try {
    const handle = await open(path)
    try {
      return await read(handle)
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { ok: false, problem: error instanceof Refused ? error.problem : readProblem(error, path) }
  }
}
