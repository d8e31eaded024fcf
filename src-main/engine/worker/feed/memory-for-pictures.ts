import { totalmem } from 'node:os'

/** TensorFlow has a data set twice while it reads it in; that leaves half to the network, its gradients and the system. */
const share = 1 / 4
/** Electron's allocator rounds an aligned block up to a power of two, and ends the process rather than give one of 2 GB. */
const largestBlock = 2 ** 30

/**
 * Bytes that pictures may take beside the graph: a share of the computer's memory, or of what a container allows, in one block. The
 * environment variable `LENSLET_PICTURE_MEMORY` (bytes) overrides it.
 */
export function memoryForPictures(): number {
  const chosen = Number(process.env['LENSLET_PICTURE_MEMORY'])
  if (chosen > 0) return chosen
  // No limit is 0, undefined or a number beyond all memory, depending on the system.
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY
  return Math.min(share * Math.min(totalmem(), limit), largestBlock)
}

/** As many reads are under way at once. */
export const readerCount = 4
/** Each reader has a chunk, the graph has one, and two more while it takes the next. */
export const chunksInMemory = readerCount + 3
/** Bytes; larger ones are no faster (README.md). */
export const largestChunk = 16 * 2 ** 20

/** What pictures of so many bytes take of it: all of them, or the chunks of a stream. */
export function bytesInMemory(pictureBytes: number, memory = memoryForPictures()): number {
  return pictureBytes <= memory ? pictureBytes : Math.min(memory, chunksInMemory * largestChunk)
}
