import { describe, expect, it } from 'vitest'
import type { Engine } from '../engine/engine-service.ts'
import { presets } from '../shared/architecture/presets/index.ts'
import type { MeasuredTime } from '../shared/contract/engine.ts'
import { type Result, success } from '../shared/result.ts'
import { createTimeForecaster, forecastEpoch } from './time-forecast.ts'

const { spec, training } = presets['lenet-modern']
const request = { spec, classes: 10, settings: { epochs: 3, seed: 1, ...training } }
const time: MeasuredTime = {
  secondsPerStep: 0.5,
  processorSecondsPerStep: 0.9,
  secondsPerScoredPicture: 0.01,
}

/** Engines that answer when the test says so; each lost request stays unanswered until its engine is closed. */
function setUp() {
  const engines: { answer: (result: Result<MeasuredTime>) => void; closed: boolean }[] = []
  const newEngine = () => {
    const state = { answer: (_: Result<MeasuredTime>) => {}, closed: false }
    engines.push(state)
    return {
      chooseDevice: async () => success({}),
      request: () => new Promise(resolve => (state.answer = resolve)),
      close: async () => {
        state.closed = true
        state.answer({ ok: false, problem: { code: 'engine.lost', params: { reason: 'close' } } })
      },
    } as unknown as Engine
  }
  return { engines, forecaster: createTimeForecaster(newEngine) }
}

describe('measuring the time', () => {
  it('is done once for the same network and settings, in a worker that ends with it', async () => {
    const { engines, forecaster } = setUp()
    const [first, second] = [forecaster.measure(request), forecaster.measure(request)]
    await Promise.resolve()
    engines[0]?.answer(success(time))
    expect(await Promise.all([first, second])).toEqual([success(time), success(time)])
    expect(engines).toMatchObject([{ closed: true }])
    const moreEpochs = { ...request, settings: { ...request.settings, epochs: 50, seed: 2 } }
    expect(await forecaster.measure(moreEpochs)).toEqual(success(time))
    expect(engines).toHaveLength(1)
  })

  it('gives way to another', async () => {
    const { engines, forecaster } = setUp()
    const first = forecaster.measure(request)
    await Promise.resolve()
    const second = forecaster.measure({ ...request, settings: { ...request.settings, batchSize: 7 } })
    await Promise.resolve()
    expect(await first).toMatchObject({ problem: { code: 'training.measuring-cancelled' } })
    engines[1]?.answer(success(time))
    expect(await second).toEqual(success(time))
    expect(engines).toMatchObject([{ closed: true }, { closed: true }])
  })

  it('can be given up, and done later all the same', async () => {
    const { engines, forecaster } = setUp()
    const first = forecaster.measure(request)
    await Promise.resolve()
    forecaster.cancel()
    expect(await first).toMatchObject({ problem: { code: 'training.measuring-cancelled' } })
    const again = forecaster.measure(request)
    await Promise.resolve()
    engines[1]?.answer(success(time))
    expect((await again).ok).toBe(true)
  })
})

describe('an epoch', () => {
  it('takes its steps, of which the last may be short, and scoring the validation pictures', () => {
    expect(forecastEpoch(time, { train: 200, validation: 30 }, 80)).toEqual({
      secondsPerStep: 0.5,
      secondsPerEpoch: 2.5 * 0.5 + 30 * 0.01,
    })
  })
})
