import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded into Lenslet's main process before its program: how long its event loop was ever kept waiting, in milliseconds.

// Loading the program itself is not counted.
const loading = 1500
const resolution = 5
const delays = monitorEventLoopDelay({ resolution })
delays.enable()
setTimeout(() => delays.reset(), loading).unref()
process.on('exit', () => {
  const milliseconds = nanoseconds => Math.round(nanoseconds / 1e6 - resolution)
  const report = { longestWait: milliseconds(delays.max), wait99: milliseconds(delays.percentile(99)) }
  writeFileSync(process.env.LENSLET_BENCH_REPORT, JSON.stringify(report))
})
