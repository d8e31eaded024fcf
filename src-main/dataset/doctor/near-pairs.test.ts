import { describe, expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { findNearPairs } from './near-pairs.ts'

/** Hashes of which some are others with a few bits turned. */
function hashesWithNeighbours(count: number, seed: number): Uint32Array {
  const random = seededRandom(seed)
  const hashes = Uint32Array.from({ length: 2 * count }, () => Math.floor(random() * 2 ** 32))
  for (let index = 1; index < count; index += 2) {
    const turned = Math.floor(random() * 12)
    hashes[2 * index] = hashes[2 * index - 2]!
    hashes[2 * index + 1] = hashes[2 * index - 1]!
    for (let bit = 0; bit < turned; bit++) {
      const place = Math.floor(random() * 64)
      hashes[2 * index + (place >> 5)]! ^= 1 << (place & 31)
    }
  }
  return hashes
}

const bitsOf = (hashes: Uint32Array, index: number) =>
  [0, 1].map(word => hashes[2 * index + word]!.toString(2).padStart(32, '0')).join('')

/** Bit by bit, every hash with every other. */
function pairsOneByOne(hashes: Uint32Array, radius: number): string[] {
  const bits = Array.from({ length: hashes.length / 2 }, (_, index) => bitsOf(hashes, index))
  const pairs: string[] = []
  for (let i = 0; i < bits.length; i++)
    for (let j = i + 1; j < bits.length; j++)
      if ([...bits[i]!].filter((bit, place) => bit !== bits[j]![place]).length <= radius)
        pairs.push(`${i} ${j}`)
  return pairs
}

describe('near pairs of hashes', () => {
  test('with other hashes of the same things are found both ways, none of a thing with itself', () => {
    const hashes = hashesWithNeighbours(200, 5)
    // Every thing is asked for as the one after it is.
    const queries = Uint32Array.from(hashes, (_, place) => hashes[(place + 2) % hashes.length]!)
    const pairs: string[] = []
    findNearPairs(hashes, queries, 7, (i, j) => pairs.push(`${i} ${j}`))
    const near = pairsOneByOne(hashes, 7).map(pair => pair.split(' ').map(Number))
    const all = [...near, ...near.map(([i, j]) => [j!, i!]), ...[...hashes.keys()].map(i => [i, i])]
    const expected = all
      .filter(([i]) => i! < 200)
      .map(([i, j]) => [(i! + 199) % 200, j!])
      .filter(([query, j]) => query !== j)
    expect(pairs.sort()).toEqual(expected.map(pair => pair.join(' ')).sort())
  })

  test.each([0, 3, 7, 10])(
    'within %i bits are those that comparing each with each finds, each once',
    radius => {
      const hashes = hashesWithNeighbours(300, 5)
      const pairs: string[] = []
      findNearPairs(hashes, hashes, radius, (i, j) => pairs.push(`${i} ${j}`))
      expect(pairs.sort()).toEqual(pairsOneByOne(hashes, radius).sort())
    },
  )
})
