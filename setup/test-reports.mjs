/**
 * Reads the report of each kind of runner to { passed, failed, skipped }. A runner that failed without saying where
 * (a crash, no report, no test found) counts as one failure, so that the sum is never better than the truth.
 */
export function count(kind, report, exitCode) {
  const counts = report === undefined ? { passed: 0, failed: 0, skipped: 0 } : readers[kind](report)
  const silent = counts.failed === 0 && (exitCode !== 0 || report === undefined)
  return silent ? { ...counts, failed: 1 } : counts
}

const readers = {
  check: ({ passed, failed }) => ({ passed, failed, skipped: 0 }),
  vitest: report => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + filesThatDidNotLoad(report),
    skipped: report.numPendingTests + report.numTodoTests,
  }),
  // A test that needed a second try has failed once.
  playwright: ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
    skipped: stats.skipped,
  }),
}

const filesThatDidNotLoad = ({ testResults }) =>
  testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0).length

export function add(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const counts of all) for (const key of Object.keys(sum)) sum[key] += counts[key]
  return sum
}

export function sumLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
