import { expect, test } from 'vitest'
import { smooth } from './smooth.ts'

test('a constant stays what it is from the first sample on', () => {
  const values = smooth(
    Array.from({ length: 20 }, () => ({ steps: 1, value: 2.3 })),
    50,
  )
  for (const value of values) expect(value).toBeCloseTo(2.3, 12)
})

test('one sample of ten steps ends where ten samples of one step do', () => {
  const start = { steps: 30, value: 2 }
  const atOnce = smooth([start, { steps: 10, value: 1 }], 50)
  const oneByOne = smooth([start, ...Array.from({ length: 10 }, () => ({ steps: 1, value: 1 }))], 50)
  expect(atOnce.at(-1)).toBeCloseTo(oneByOne.at(-1)!, 12)
})

test('noise is reduced and a step is followed', () => {
  const noisy = Array.from({ length: 400 }, (_, index) => ({
    steps: 1,
    value: (index < 200 ? 2 : 1) + (index % 2 ? 0.5 : -0.5),
  }))
  const values = smooth(noisy, 50)
  expect(Math.abs(values[199]! - 2)).toBeLessThan(0.1)
  expect(Math.abs(values[399]! - 1)).toBeLessThan(0.1)
})
