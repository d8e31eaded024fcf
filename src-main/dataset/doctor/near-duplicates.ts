import { createSets } from './groups.ts'
import { featureLength, type Measurements } from './measurements.ts'
import { findNearPairs } from './near-pairs.ts'
import type { Comparable } from './picture-distance.ts'
import { pictureDistance } from './picture-distance.ts'

/** Bits of 64 in which the perceptual hashes of near duplicates differ at most. */
export const nearBits = 7
/** Of `pictureDistance`. Fashion-MNIST has 76 pairs below it; from twice that on there are thousands, since trousers begin to look alike. */
export const nearDistance = 0.005
/** Of the miniatures, which is at most 0.0033 in those pairs and is a quick first look. */
const miniatureDistance = 0.01
/** As often a picture is compared in full without success before it is left alone: pages of text would all be compared otherwise. */
const patience = 64

/**
 * Groups of pictures that look alike and are not equal, of those among `pictures` (ascending, none equal to another). `picture` reads one to be
 * compared.
 */
export function findNearDuplicates(
  { hashes, miniatures }: Measurements,
  pictures: Int32Array,
  picture: (index: number) => Comparable,
  onProgress: (share: number) => void = () => {},
): number[][] {
  const own = new Uint32Array(2 * pictures.length)
  for (const [place, index] of pictures.entries()) {
    own[2 * place] = hashes[2 * index]!
    own[2 * place + 1] = hashes[2 * index + 1]!
  }
  const sets = createSets(pictures.length)
  const failed = new Uint8Array(pictures.length)
  const compare = (a: number, b: number) => {
    const [i, j] = [pictures[a]!, pictures[b]!]
    if (failed[a]! >= patience || !lookAlike(miniatures, i, j) || sets.find(a) === sets.find(b)) return
    if (pictureDistance(picture(i), picture(j)) <= nearDistance) sets.unite(a, b)
    else failed[a]!++
  }
  findNearPairs(own, nearBits, compare, onProgress)
  return sets.groups().map(group => group.map(place => pictures[place]!))
}

function lookAlike(miniatures: Uint8Array, i: number, j: number): boolean {
  const [a, b] = [featureLength * i, featureLength * j]
  let [sumA, sumB, squares, products] = [0, 0, 0, 0]
  for (let place = 0; place < featureLength; place++) {
    const p = miniatures[a + place]!
    const q = miniatures[b + place]!
    sumA += p
    sumB += q
    squares += p * p + q * q
    products += p * q
  }
  const both = squares - (sumA * sumA + sumB * sumB) / featureLength
  return both - 2 * (products - (sumA * sumB) / featureLength) <= miniatureDistance * both
}
