import { type FileHandle, open } from 'node:fs/promises'
import { failure, type Result, success } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import type { FilePart, PictureSource, PixelsInHand } from './protocol.ts'
import { readExactly } from './read-exactly.ts'
import { largestFile, readPicture } from './read-picture.ts'
import { readZipped } from './read-zipped.ts'

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
