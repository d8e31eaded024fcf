/**
 * `indices` in an order that follows from `seed` and `epoch` alone, so that a run that goes on from a checkpoint sees the batches of one
 * that was never interrupted. Fisher and Yates's shuffle (Knuth, TAOCP 2, algorithm 3.4.2P).
 */
export function shuffled(indices: Int32Array, seed: number, epoch: number): Int32Array {
  const random = randomNumbers(seed, epoch)
  const order = indices.slice()
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const value = order[last]!
    order[last] = order[other]!
    order[other] = value
  }
  return order
}

/** Numbers from 0 up to 1: sfc32 of PractRand (Doty-Humphrey), 32 bits each. */
function randomNumbers(seed: number, stream: number): () => number {
  let a = seed | 0
  let b = Math.floor(seed / 2 ** 32) | 0
  let c = stream | 0
  let counter = 1
  const next = () => {
    const value = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + value
    return (value >>> 0) / 2 ** 32
  }
  // The first numbers still show the seed.
  for (let round = 0; round < 15; round++) next()
  return next
}
