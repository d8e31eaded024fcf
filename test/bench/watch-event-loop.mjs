import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded into Lenslet's main process before its program: how long its event loop was ever kept waiting, in milliseconds.

const resolution = 5
const delays = monitorEventLoopDelay({ resolution })
delays.enable()
process.on('exit', () => {
  const milliseconds = nanoseconds => Math.round(nanoseconds / 1e6 - resolution)
  const report = { longestWait: milliseconds(delays.max), wait99: milliseconds(delays.percentile(99)) }
  writeFileSync(process.env.LENSLET_BENCH_REPORT, JSON.stringify(report))
})
