import { expect, test } from 'vitest'
import { keepSame } from './keep-same.ts'

test('only what has changed is another object', () => {
  const keep = keepSame<{ at: { x: number } }>()
  const [a, b] = keep([{ at: { x: 1 } }, { at: { x: 2 } }])
  const next = keep([{ at: { x: 1 } }, { at: { x: 3 } }, { at: { x: 2 } }])
  expect(next).toEqual([{ at: { x: 1 } }, { at: { x: 3 } }, { at: { x: 2 } }])
  expect(next[0]).toBe(a)
  expect(next).not.toContain(b)
})
