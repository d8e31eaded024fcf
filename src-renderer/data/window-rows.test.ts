import { expect, it } from 'vitest'
import { rowsInSight } from './window-rows.ts'

it('draws what is in sight and a few rows around it, however many there are', () => {
  const rows = 100_000
  expect(rowsInSight({ top: 0, height: 600, row: 60, rows })).toEqual({ first: 0, end: 14 })
  expect(rowsInSight({ top: 60_030, height: 600, row: 60, rows })).toEqual({ first: 996, end: 1015 })
  expect(rowsInSight({ top: 5_999_400, height: 600, row: 60, rows })).toEqual({ first: 99_986, end: rows })
})

it('draws nothing of nothing, and the end of a list that has become shorter', () => {
  expect(rowsInSight({ top: 0, height: 600, row: 60, rows: 0 })).toEqual({ first: 0, end: 0 })
  expect(rowsInSight({ top: 6000, height: 600, row: 60, rows: 3 })).toEqual({ first: 3, end: 3 })
})
