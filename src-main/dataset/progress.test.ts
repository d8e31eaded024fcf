import { expect, test } from 'vitest'
import type { ImportProgress } from '../shared/contract/data.ts'
import { createProgress } from './progress.ts'

test('progress comes at most ten times a second, at once at the ends, with the time left once it can be told', () => {
  const reports: ImportProgress[] = []
  let time = 0
  const progress = createProgress(
    report => reports.push(report),
    () => time,
  )
  progress('scanning', 0, 0)
  for (let done = 0; done <= 1000; done++) {
    progress('decoding', done, 1000)
    time += 2
  }
  const decoding = reports.filter(({ phase }) => phase === 'decoding')
  expect(reports[0]).toEqual({ phase: 'scanning', done: 0, total: 0, secondsLeft: null })
  expect(decoding[0]).toMatchObject({ done: 0, secondsLeft: null })
  expect(decoding.length).toBeLessThanOrEqual(22)
  expect(decoding.find(({ done }) => done >= 600)?.secondsLeft).toBeCloseTo(0.8)
  expect(decoding.at(-1)).toEqual({ phase: 'decoding', done: 1000, total: 1000, secondsLeft: 0 })
})
