import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'

/** An archive may unpack to this many bytes, however small it is ... */
const freeBytes = 10 * 1024 ** 3

/** ... and one file in it to this many; what is larger must not be smaller than a hundredth in the archive. */
const freeBytesAFile = 128 * 1024 ** 2

const highestRatio = 100

/** Whether so small a file becomes too large: pictures, and even tables of pixels, are packed to no less than a fiftieth. */
export const isBomb = (unpacked: number, packed: number, free = freeBytesAFile) =>
  unpacked > free && unpacked > highestRatio * packed

/** Throws `Refused` with `data.archive-bomb` when all of an archive together becomes too large. */
export function checkTotal(path: string, unpacked: number, packed: number): void {
  if (isBomb(unpacked, packed, freeBytes))
    throw new Refused(problem('data.archive-bomb', { path, unpacked, packed }))
}
