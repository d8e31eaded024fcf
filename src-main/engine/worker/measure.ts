import type { EngineRequests, MeasuredTime } from '../../shared/contract/engine.ts'
import { storeNoise } from './bench/noise.ts'
import { turnEventLoop } from './event-loop.ts'
import type { Model } from './model.ts'
import { pacedSteps } from './paced-steps.ts'
import { inTemporaryFolder } from './temporary-folders.ts'
import { openTrainingModel } from './training-model.ts'

type Measure = EngineRequests['measure']

/** Measuring ends after so many seconds, if it has gone through so many calls of the graph, and at the latest after so many seconds. */
const enough = { seconds: 2, calls: 4, longest: 4 }

/** Takes steps as a run does, so many in a call, and scores pictures; what each takes once all is prepared. */
export async function measure(
  { spec, classes, settings }: Measure['params'],
  branches: number,
): Promise<Measure['result']> {
  const { batchSize, seed, optimizer } = settings
  const count = Math.max(256, 2 * batchSize)
  return inTemporaryFolder('bench', async folder => {
    const dataset = await storeNoise(folder, spec.input, classes, count)
    const model = await openTrainingModel(spec, classes, settings, { dataset, branches })
    try {
      model.init(seed)
      model.load(dataset)
      const { learningRate } = optimizer
      return {
        ...(await timeOfSteps(pacedSteps(model, { batchSize, count, learningRate, seed }))),
        secondsPerScoredPicture: secondsPerScoredPicture(model, batchSize),
      }
    } finally {
      model.close()
    }
  })
}

async function timeOfSteps(
  take: ReturnType<typeof pacedSteps>,
): Promise<Omit<MeasuredTime, 'secondsPerScoredPicture'>> {
  // The first call prepares the graph.
  take()
  const calls: ReturnType<typeof take>[] = []
  const total = (of: keyof ReturnType<typeof take>, some = calls) =>
    some.reduce((sum, call) => sum + call[of], 0)
  const isDone = () =>
    total('seconds') >= enough.longest || (total('seconds') >= enough.seconds && calls.length >= enough.calls)
  while (!isDone()) {
    await turnEventLoop()
    calls.push(take())
  }
  // The first steps are slower, while memory and processor come up. Of the others the mean: what delays some of them will delay a run's too.
  const later = calls.slice(Math.floor(calls.length / 2))
  const steps = total('steps', later)
  return {
    secondsPerStep: total('seconds', later) / steps,
    processorSecondsPerStep: total('processorSeconds', later) / steps,
  }
}

function secondsPerScoredPicture(model: Model, batchSize: number): number {
  const pictures = Math.min(model.picturesPerCall, batchSize)
  const indices = Int32Array.from({ length: pictures }, (_, place) => place)
  // The first call prepares the graph.
  const seconds = [0, 1].map(() => {
    const begin = performance.now()
    model.evaluate(indices)
    return (performance.now() - begin) / 1000
  })
  return Math.min(...seconds) / pictures
}
