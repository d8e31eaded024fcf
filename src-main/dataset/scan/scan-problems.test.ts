import { expect, test } from 'vitest'
import { problem } from '../../shared/result.ts'
import { ScanProblems } from './scan-problems.ts'

test('any number of problems is given back in order, as often as asked for, and counted', () => {
  const problems = new ScanProblems()
  const met = Array.from({ length: 9000 }, (_, index) => ({
    path: `/照片/猫 ${index}\n.png`,
    problem: problem('data.vanished', {}),
    used: index % 3 === 0,
  }))
  for (const each of met) problems.add(each)
  expect([problems.count, problems.unusable]).toEqual([9000, 6000])
  expect([...problems]).toEqual(met)
  expect([...problems]).toEqual(met)
  problems.close()
})
