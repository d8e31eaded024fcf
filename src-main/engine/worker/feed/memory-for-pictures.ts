import { totalmem } from 'node:os'

/** TensorFlow has a data set twice while it reads it in; that leaves half to the network, its gradients and the system. */
const share = 1 / 4

/**
 * Bytes that pictures may take beside the graph: a share of the computer's memory, or of what a container allows. The environment variable
 * `LENSLET_PICTURE_MEMORY` (bytes) overrides it.
 */
export function memoryForPictures(): number {
  const chosen = Number(process.env['LENSLET_PICTURE_MEMORY'])
  if (chosen > 0) return chosen
  // No limit is 0, undefined or a number beyond all memory, depending on the system.
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY
  return share * Math.min(totalmem(), limit)
}
