import { expect, test } from 'vitest'
import { add, count, sumLine } from './test-reports.mjs'

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }

test('a passing run is counted as its report says', () => {
  expect(count('vitest', vitest, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 })
})

test('a test file that does not load is a failure', () => {
  const report = { ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(count('vitest', report, 1).failed).toBe(1)
})

test('a runner that fails without naming a test is one failure', () => {
  expect(count('vitest', vitest, 1).failed).toBe(1)
})

test('a runner without a report is one failure, even when it ends well', () => {
  expect(count('playwright', undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('a test that passes at the second try has failed', () => {
  const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 0 }
  expect(count('playwright', { stats, errors: [] }, 0).failed).toBe(1)
})

test('the last line names skipped tests only when there are some', () => {
  const sum = add([
    { passed: 2, failed: 1, skipped: 0 },
    { passed: 3, failed: 0, skipped: 0 },
  ])
  expect(sumLine(sum)).toBe('5 passed, 1 failed')
  expect(sumLine({ ...sum, skipped: 4 })).toBe('5 passed, 1 failed, 4 skipped')
})
