import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { presets } from '../shared/architecture/presets/index.ts'
import type { DatasetSummary } from '../shared/contract/data.ts'
import { checkMemory, tooLarge } from './memory-check.ts'

const { spec, training } = presets['vgg-small']
const dataset = {
  images: 3000,
  split: { train: 2500, validation: 500, test: 0 },
  classes: ['a', 'b', 'c'].map(name => ({ name, images: 300, examples: [] })),
  preprocessing: { shape: { height: 64, width: 64, channels: 3 }, color: 'rgb', fit: 'pad' },
} as unknown as DatasetSummary
const engine = { devices: [], threads: 2 }

const check = (batchSize: number, free: number) =>
  checkMemory({ spec, dataset, settings: { ...training, epochs: 1, seed: 1, batchSize }, engine }, free)

describe('the memory of a run', () => {
  it('fits where as much as it needs is free', () => {
    const { neededBytes } = check(64, 0)
    const fits = check(64, neededBytes)
    expect(fits).toEqual({ neededBytes, freeBytes: neededBytes, batchThatFits: 64 })
    expect(tooLarge(fits)).toBeUndefined()
  })

  it('does with the largest batch that is named where it does not fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (asked, other) => {
        const free = check(other, 0).neededBytes
        const found = check(asked, free)
        if (found.neededBytes <= free) return found.batchThatFits === asked
        const { batchThatFits } = found
        return (
          check(batchThatFits, free).neededBytes <= free &&
          check(batchThatFits + 8, free).neededBytes > free &&
          tooLarge(found)?.code === 'training.too-large'
        )
      }),
    )
  })

  it('is never that of more pictures than there are', () => {
    expect(check(60_000, 0).neededBytes).toBe(check(2500, 0).neededBytes)
  })

  it('does with no batch where not even one picture fits', () => {
    expect(check(64, 1000).batchThatFits).toBe(0)
  })
})
