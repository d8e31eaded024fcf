import type { EngineRequests } from '../../../shared/contract/engine.ts'
import { placementOn } from '../devices.ts'
import { volume } from '../graph/lower/lowering.ts'
import { openModel } from '../model.ts'
import { pacedSteps } from '../paced-steps.ts'
import { inTemporaryFolder } from '../temporary-folders.ts'
import { noiseCount, storeNoise } from './noise.ts'

export type BenchParams = EngineRequests['bench']['params']

/** One thing to measure. */
export interface Round {
  /** Does it once and answers how many pictures that were. */
  readonly round: () => number
  readonly close: () => void
}

/** As a run trains: as many steps a call as its pace allows. */
export async function benchTraining(params: BenchParams, branches: number): Promise<Round> {
  const { spec, classes, batchSize, optimizer, precision, device } = params
  const placement = placementOn(device)
  const model = await openModel({ spec, classes, optimizer, precision, branches, placement })
  model.init(1)
  const count = noiseCount(spec.input, batchSize)
  await inTemporaryFolder('bench', async folder =>
    model.load(await storeNoise(folder, spec.input, classes, count)),
  )
  const take = pacedSteps(model, { batchSize, count, learningRate: optimizer.learningRate, seed: 1 })
  return {
    round: () => take().steps * batchSize,
    close: () => model.close(),
  }
}

export async function benchPredicting(params: BenchParams, branches: number): Promise<Round> {
  const { spec, classes, batchSize, device } = params
  const model = await openModel({ spec, classes, branches, placement: placementOn(device) })
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
