import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import { classesInUse } from '../shared/contract/data.ts'
import type { MemoryCheck, PrecisionTimes, TimeForecast } from '../shared/contract/training.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { checkMemory } from './memory-check.ts'
import { fittingSpec } from './new-run.ts'
import { timesInEach } from './precision-check.ts'
import { createTimeForecaster, forecastEpoch, type MeasureRequest } from './time-forecast.ts'
import type { TrainingRequest } from './training-service.ts'

export type Planning = ReturnType<typeof createPlanning>

/** What a run will take, before it is started. */
export function createPlanning(parts: {
  engine: Engine
  datasets: Datasets
  /** Another engine, for measurements. */
  newEngine: () => Engine
}) {
  const { engine, datasets } = parts
  const forecaster = createTimeForecaster(parts.newEngine)

  return {
    async checkMemory({ spec, datasetId, settings }: TrainingRequest): Promise<Result<MemoryCheck>> {
      const dataset = await datasets.get(datasetId)
      if (!dataset.ok) return dataset
      const fitting = fittingSpec(spec, dataset.value)
      if (!fitting.ok) return fitting
      const hello = await engine.request('hello', null)
      if (!hello.ok) return hello
      const plan = { spec: fitting.value, dataset: dataset.value, settings, engine: hello.value }
      return success(checkMemory(plan, await freeBytes()))
    },

    async measureTime({ spec, datasetId, settings }: TrainingRequest): Promise<Result<TimeForecast>> {
      if (engine.status().state === 'busy') return failure('training.busy', {})
      const dataset = await datasets.get(datasetId)
      if (!dataset.ok) return dataset
      const fitting = fittingSpec(spec, dataset.value)
      if (!fitting.ok) return fitting
      const classes = classesInUse(dataset.value).length
      const measured = await forecaster.measure({ spec: fitting.value, classes, settings })
      if (!measured.ok) return measured
      return success(forecastEpoch(measured.value, dataset.value.split, settings.batchSize))
    },

    /** Whether bfloat16 is faster than float32 for a run; its own precision does not matter. */
    async comparePrecisions({ spec, datasetId, settings }: TrainingRequest): Promise<Result<PrecisionTimes>> {
      if (engine.status().state === 'busy') return failure('training.busy', {})
      const dataset = await datasets.get(datasetId)
      if (!dataset.ok) return dataset
      const fitting = fittingSpec(spec, dataset.value)
      if (!fitting.ok) return fitting
      return timesInBoth({ spec: fitting.value, classes: classesInUse(dataset.value).length, settings })
    },

    measure: (request: MeasureRequest) => forecaster.measure(request),

    timesInBoth,

    cancelMeasuring: () => forecaster.cancel(),

    /** What a run may take; a measurement that is going on gives way to it. */
    async makeRoom(): Promise<number> {
      forecaster.cancel()
      return freeBytes()
    },
  }

  async function timesInBoth(request: MeasureRequest): Promise<Result<PrecisionTimes>> {
    const hello = await engine.request('hello', null)
    return hello.ok ? timesInEach(forecaster, request, hello.value) : hello
  }

  /** An engine that cannot tell is no reason to refuse a run. */
  async function freeBytes(): Promise<number> {
    const free = await engine.request('free-memory', null)
    return free.ok ? free.value.bytes : Number.POSITIVE_INFINITY
  }
}
