import type { EngineRequests } from '../../../shared/contract/engine.ts'
import { turnEventLoop } from '../event-loop.ts'
import { benchEagerTraining } from './eager.ts'
import { benchPredicting, benchTraining, type Round } from './graph.ts'

type Bench = EngineRequests['bench']

/** Measures pictures a second over `seconds`, in rounds of about half a second each, feeding included. */
export async function bench(params: Bench['params'], branches: number): Promise<Bench['result']> {
  const measured = await openBench(params, branches)
  try {
    const runs: number[] = []
    // The first call prepares the graph, the second is the first that shows how long one takes.
    for (let warmUp = 0; warmUp < 2; warmUp++) measured.round()
    const until = performance.now() + 1000 * params.seconds
    do {
      await turnEventLoop()
      const start = performance.now()
      let pictures = 0
      do pictures += measured.round()
      while (performance.now() < start + 500)
      runs.push((1000 * pictures) / (performance.now() - start))
    } while (performance.now() < until)
    return {
      imagesPerSecond: runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0,
      runs,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    }
  } finally {
    measured.close()
  }
}

function openBench(params: Bench['params'], branches: number): Promise<Round> {
  if (params.engine === 'eager') return benchEagerTraining(params)
  return params.phase === 'train' ? benchTraining(params, branches) : benchPredicting(params, branches)
}
