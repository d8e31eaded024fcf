import { expect, test } from 'vitest'
import { decimate } from './decimate.ts'

const series = (length: number) =>
  Array.from({ length }, (_, x) => ({ x, y: Math.sin(x / 700) + (x === 4321 ? 9 : 0) }))

test('a short series is drawn as it is', () => {
  const points = series(1000)
  expect(decimate(points, 1000)).toBe(points)
})

test('a long series keeps its order, its peak and its end within the limit', () => {
  const points = series(50_000)
  const drawn = decimate(points, 1000)
  expect(drawn.length).toBeLessThanOrEqual(1001)
  expect(drawn.map(({ x }) => x)).toEqual(drawn.map(({ x }) => x).toSorted((a, b) => a - b))
  expect(drawn).toContain(points[4321])
  expect(drawn.at(-1)).toBe(points.at(-1))
})

test('what was drawn stays where it was while the series grows', () => {
  const before = decimate(series(40_000), 1000)
  const after = decimate(series(40_100), 1000)
  expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
})
