import type { Comparable } from './comparable.ts'
import { copyDistance, farthest } from './copy-distance.ts'
import { createSets } from './groups.ts'
import type { Measurements } from './measurements.ts'
import { findNearPairs } from './near-pairs.ts'
import { createNearest } from './nearest.ts'
import { signatureDistance, signatureHash } from './signature.ts'

/**
 * In how many bits of 64 the hashes of copies differ at most, and by what mean square their signatures. In a small data set more can be looked at: of
 * cropped digits and of photographs moved by two pixels about as many again are found then.
 */
const reach = (pictures: number) =>
  pictures <= 10_000 ? { bits: 14, signatures: 0.35 } : { bits: 7, signatures: 0.2 }
/** So many of a picture's nearest are compared with it in full: thousands of pages of text have signatures alike. */
const mostCompared = 4
/** Share of the work that is the search; the rest is the comparing. */
const searching = 0.5

/**
 * Groups of pictures that look alike and are not equal, of those among `pictures` (ascending, none equal to another). `picture` reads one to be
 * compared.
 */
export function findNearDuplicates(
  { signatures, enlarged }: Measurements,
  pictures: Int32Array,
  picture: (index: number) => Comparable,
  onProgress: (share: number) => void = () => {},
): number[][] {
  const { bits, signatures: mostApart } = reach(pictures.length)
  const hashes = hashesOf(signatures, pictures)
  const nearest = createNearest(pictures.length, mostCompared)
  const search = (queries: Uint32Array, from: Uint8Array, progress: (share: number) => void) =>
    findNearPairs(
      hashes,
      queries,
      bits,
      (query, other) => {
        const distance = signatureDistance(from, pictures[query]!, signatures, pictures[other]!)
        if (distance > mostApart) return
        nearest.add(query, other, distance)
        nearest.add(other, query, distance)
      },
      progress,
    )
  search(hashes, signatures, share => onProgress((searching * share) / 2))
  search(hashesOf(enlarged, pictures), enlarged, share => onProgress((searching * (1 + share)) / 2))

  const pairs: Pair[] = []
  const known = createSets(pictures.length)
  for (let place = 0; place < pictures.length; place++) {
    if (place % 256 === 0) onProgress(searching + (1 - searching) * (place / pictures.length))
    for (const other of nearest.of(place)) {
      const isDone = other < place && nearest.has(other, place)
      if (isDone || known.find(place) === known.find(other)) continue
      const distance = copyDistance(picture(pictures[place]!), picture(pictures[other]!))
      if (distance <= farthest) pairs.push({ place, other, distance })
      if (distance <= 1) known.unite(place, other)
    }
  }
  const limit = limitOf(pairs)
  const sets = createSets(pictures.length)
  for (const { place, other, distance } of pairs) if (distance <= limit) sets.unite(place, other)
  return sets.groups().map(group => group.map(place => pictures[place]!))
}

interface Pair {
  readonly place: number
  readonly other: number
  readonly distance: number
}

/**
 * Up to which distance pairs are copies: as far as doubling it adds hardly a pair. Where pictures look alike by nature, as shirts do, each doubling adds several times as
 * many; where they do not, copies alone lie that near, and those of fine textures are found that differ more.
 */
function limitOf(pairs: readonly Pair[]): number {
  const within = (limit: number) => pairs.filter(({ distance }) => distance <= limit).length
  let limit = 1
  while (2 * limit <= farthest && within(2 * limit) <= 1.5 * within(limit) + 2) limit *= 2
  return limit
}

function hashesOf(signatures: Uint8Array, pictures: Int32Array): Uint32Array {
  const hashes = new Uint32Array(2 * pictures.length)
  for (const [place, index] of pictures.entries()) signatureHash(signatures, index, hashes, 2 * place)
  return hashes
}
