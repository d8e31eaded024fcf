import type { EngineRequests } from '../../../shared/contract/engine.ts'
import { volume } from '../graph/lower/lowering.ts'
import { openModel } from '../model.ts'
import { inTemporaryFolder } from '../temporary-folders.ts'
import { storeNoise } from './noise.ts'

export type BenchParams = EngineRequests['bench']['params']

/** One thing to measure. */
export interface Round {
  /** Does it once and answers how many pictures that were. */
  readonly round: () => number
  readonly close: () => void
}

const adam = { kind: 'adam', learningRate: 0.001 } as const

/** Steps of a call; beyond some tens a call's own cost no longer shows. */
const picturesPerCall = 4096

export async function benchTraining(params: BenchParams, branches: number): Promise<Round> {
  const { spec, classes, batchSize } = params
  const model = await openModel({ spec, classes, optimizer: adam, branches })
  model.init(1)
  const count = Math.max(1024, 2 * batchSize)
  await inTemporaryFolder('bench', async folder =>
    model.load(await storeNoise(folder, spec.input, classes, count)),
  )
  const steps = Math.max(1, Math.floor(picturesPerCall / batchSize))
  const rates = new Float32Array(steps).fill(adam.learningRate)
  return {
    round: () => {
      const indices = Int32Array.from({ length: steps * batchSize }, (_, place) => (place * 7919) % count)
      model.train({ indices, rates })
      return indices.length
    },
    close: () => model.close(),
  }
}

export async function benchPredicting(params: BenchParams, branches: number): Promise<Round> {
  const { spec, classes, batchSize } = params
  const model = await openModel({ spec, classes, optimizer: adam, branches })
  model.init(1)
  const pictures = Uint8Array.from(
    { length: batchSize * volume(spec.input) },
    (_, place) => (place * 31) % 256,
  )
  return {
    round: () => {
      model.predict(pictures, batchSize)
      return batchSize
    },
    close: () => model.close(),
  }
}
