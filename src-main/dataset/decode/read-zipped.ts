import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { failure, type Result, success } from '../../shared/result.ts'
import type { ZippedFile } from './protocol.ts'
import { readExactly } from './read-exactly.ts'
import { largestFile } from './read-picture.ts'

const inflate = promisify(inflateRaw)

/**
 * A file out of a zip archive, whole and with the right checksum. It is never unpacked to more than the archive's directory
 * promises. (PKWARE, "APPNOTE", 4.3.7: the local header is 30 bytes, a name and an extra field long.)
 */
export async function readZipped(handle: FileHandle, file: ZippedFile): Promise<Result<Buffer>> {
  const { offset, compressed, size, deflated } = file
  if (size > largestFile || compressed > largestFile)
    return failure('data.file-too-large', { bytes: Math.max(size, compressed), limit: largestFile })
  const header = await readExactly(handle, offset, 30)
  if (header.readUInt32LE(0) !== 0x04034b50) return damaged('no local header')
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = await readExactly(handle, start, compressed)
  try {
    const bytes = deflated ? await inflate(packed, { maxOutputLength: Math.max(1, size) }) : packed
    if (bytes.length !== size) return damaged(`${bytes.length} bytes instead of ${size}`)
    return crc32(bytes) === file.crc32 ? success(bytes) : damaged('checksum')
  } catch (error) {
    // zlib's own: damaged data, or more of it than was promised.
    return damaged(error instanceof Error ? error.message : String(error))
  }
}

const damaged = (details: string) => failure('data.archived-file-damaged', { details })
