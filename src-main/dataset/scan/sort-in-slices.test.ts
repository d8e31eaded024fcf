import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sortInSlices } from './sort-in-slices.ts'

test('sorts as the language does, stably, however long the list is', async () => {
  const pairs = fc.array(fc.tuple(fc.nat(50), fc.nat()), { maxLength: 9000, size: 'max' })
  const compare = ([a]: readonly number[], [b]: readonly number[]) => a! - b!
  await fc.assert(
    fc.asyncProperty(pairs, async list => {
      expect(await sortInSlices(list, compare)).toEqual(list.toSorted(compare))
    }),
    { numRuns: 20, seed: 1 },
  )
})
