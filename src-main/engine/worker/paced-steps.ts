import type { Model } from './model.ts'
import { Pace } from './pace.ts'

interface PacedSteps {
  readonly batchSize: number
  /** Pictures that the model has loaded. */
  readonly count: number
  readonly learningRate: number
  readonly seed: number
}

interface PacedCall {
  readonly steps: number
  readonly seconds: number
  /** Of all threads together. */
  readonly processorSeconds: number
}

/** Takes steps to measure them, as many in a call as a run would; each answer tells of one call. */
export function pacedSteps(
  model: Pick<Model, 'train'>,
  { batchSize, count, learningRate, seed }: PacedSteps,
): () => PacedCall {
  const pace = new Pace({ epochs: 1, batchSize, train: count, validation: 0 })
  let first = 0
  return () => {
    const steps = pace.steps(Number.POSITIVE_INFINITY)
    const indices = Int32Array.from({ length: steps * batchSize }, (_, place) => (place * 7919) % count)
    const rates = new Float32Array(steps).fill(learningRate)
    const [begin, used] = [performance.now(), process.cpuUsage()]
    model.train({ indices, rates, seed, first })
    const seconds = (performance.now() - begin) / 1000
    const { user, system } = process.cpuUsage(used)
    pace.trained(indices.length, seconds)
    first += steps
    return { steps, seconds, processorSeconds: (user + system) / 1e6 }
  }
}
