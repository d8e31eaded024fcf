import { expect, test } from 'vitest'
import { atOnce, inSlices, type Steps } from './steps.ts'

/** Counts to `most`, and goes on counting until `isEnough`. */
function* counting(most: number, isEnough: () => boolean = () => true): Steps<number> {
  let count = 0
  while (count < most || !isEnough()) {
    count++
    yield
  }
  return count
}

test('a computation in steps ends with the same value at once and in slices', async () => {
  expect(atOnce(counting(1000))).toBe(1000)
  expect(await inSlices(counting(1000))).toBe(1000)
})

test('other work has its turn while a computation in slices goes on', async () => {
  let hadTurn = false
  setImmediate(() => {
    hadTurn = true
  })
  expect(await inSlices(counting(1, () => hadTurn))).toBeGreaterThan(0)
})

test('a computation in slices that is cancelled ends with the reason', async () => {
  const cancelling = new AbortController()
  setImmediate(() => cancelling.abort('enough'))
  await expect(
    inSlices(
      counting(1, () => false),
      cancelling.signal,
    ),
  ).rejects.toBe('enough')
})
