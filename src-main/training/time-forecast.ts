import type { Engine } from '../engine/engine-service.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import type { MeasuredTime } from '../shared/contract/engine.ts'
import type { TimeForecast } from '../shared/contract/training.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'

export interface MeasureRequest {
  readonly spec: ArchitectureSpec
  readonly classes: number
  readonly settings: TrainingSettings
}

export type TimeForecaster = ReturnType<typeof createTimeForecaster>

/**
 * Measures a few steps of a network, one after another, in a worker of their own that ends with the measurement: so it can be given up at
 * once, and the memory that it took is free again. What was measured is kept as long as the program runs.
 */
export function createTimeForecaster(newEngine: () => Engine) {
  const measured = new Map<string, MeasuredTime>()
  let current:
    | { readonly key: string; readonly engine: Engine; readonly answer: Promise<Result<MeasuredTime>> }
    | undefined

  return {
    /** Gives up another measurement that is going on. Answers `training.measuring-cancelled` when given up itself. */
    measure(request: MeasureRequest): Promise<Result<MeasuredTime>> {
      const key = keyOf(request)
      const known = measured.get(key)
      if (known) return Promise.resolve(success(known))
      if (current?.key === key) return current.answer
      cancel()
      const engine = newEngine()
      const answer = measure(engine, key, request)
      current = { key, engine, answer }
      return answer
    },

    cancel,
  }

  async function measure(
    engine: Engine,
    key: string,
    request: MeasureRequest,
  ): Promise<Result<MeasuredTime>> {
    const chosen = await engine.chooseDevice(request.settings.device)
    const answer = chosen.ok ? await engine.request('measure', request) : chosen
    if (current?.engine !== engine) return failure('training.measuring-cancelled', {})
    if (answer.ok) measured.set(key, answer.value)
    cancel()
    return answer
  }

  function cancel(): void {
    const given = current?.engine
    current = undefined
    void given?.close()
  }
}

/** Only what a step's time depends on: not how many epochs there are, nor where random numbers begin. */
function keyOf({ spec, classes, settings }: MeasureRequest): string {
  const { batchSize, optimizer, clipNorm, augmentation, precision = 'float32', device } = settings
  const { kind } = optimizer
  return JSON.stringify([
    spec.input,
    spec.layers,
    classes,
    batchSize,
    kind,
    clipNorm,
    augmentation,
    precision,
    device,
  ])
}

/** What an epoch of a data set takes: its steps, and scoring the validation pictures. */
export function forecastEpoch(
  { secondsPerStep, secondsPerScoredPicture }: MeasuredTime,
  pictures: { readonly train: number; readonly validation: number },
  batchSize: number,
): TimeForecast {
  const training = (pictures.train / batchSize) * secondsPerStep
  return { secondsPerStep, secondsPerEpoch: training + pictures.validation * secondsPerScoredPicture }
}
