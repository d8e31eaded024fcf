import { expect, it } from 'vitest'
import { moveInGrid } from './move-in-grid.ts'

// 0 1 2 3
// 4 5 6 7
// 8 9
it.each([
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 1, 5],
  ['ArrowUp', 9, 5],
  ['ArrowDown', 6, 6],
  ['ArrowUp', 2, 2],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 9, 9],
  ['Home', 6, 0],
  ['End', 1, 9],
  ['a', 5, undefined],
])('%s leads from picture %i to %s', (key, from, to) => {
  expect(moveInGrid(key, from, 10, 4)).toBe(to)
})
