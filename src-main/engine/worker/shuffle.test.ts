import { describe, expect, it } from 'vitest'
import { shuffled } from './shuffle.ts'

const indices = Int32Array.from({ length: 1000 }, (_, index) => 3 * index)

describe('the order of an epoch', () => {
  it('holds every picture once', () => {
    expect(shuffled(indices, 1, 0).sort()).toEqual(indices)
  })

  it('follows from seed and epoch alone, and differs with each of them', () => {
    const order = shuffled(indices, 2 ** 40 + 1, 3)
    expect(shuffled(indices, 2 ** 40 + 1, 3)).toEqual(order)
    for (const [seed, epoch] of [
      [1, 3],
      [2 ** 40 + 1, 4],
      [2 ** 40 + 2, 3],
    ] as const) {
      expect(shuffled(indices, seed, epoch)).not.toEqual(order)
    }
  })

  it('leaves no place that a picture favours', () => {
    const sums = new Float64Array(8)
    for (let epoch = 0; epoch < 4000; epoch++) {
      shuffled(
        Int32Array.from({ length: 8 }, (_, index) => index),
        5,
        epoch,
      ).forEach((picture, place) => {
        sums[picture] = sums[picture]! + place
      })
    }
    for (const sum of sums) expect(sum / 4000).toBeCloseTo(3.5, 0)
  })
})
