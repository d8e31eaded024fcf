import type { EngineInfo } from '../shared/contract/engine.ts'
import type { PrecisionTimes } from '../shared/contract/training.ts'
import { type Problem, problem, type Result, success } from '../shared/result.ts'
import type { Precision, TrainingSettings } from '../shared/training-settings.ts'
import type { MeasureRequest, TimeForecaster } from './time-forecast.ts'

/** What is wrong with training in bfloat16 on a device that has no instructions for it; undefined: nothing. */
export function withoutBfloat16(
  { precision }: TrainingSettings,
  { devices: [device] }: Pick<EngineInfo, 'devices'>,
): Problem | undefined {
  if (precision !== 'bfloat16' || device?.bfloat16) return undefined
  return problem('training.no-bfloat16', { device: device?.name ?? 'CPU' })
}

/** Processor time of a step in each precision, which other programs that run meanwhile do not change; measured one after the other, and refused where the device has no instructions for bfloat16. */
export async function timesInEach(
  forecaster: Pick<TimeForecaster, 'measure'>,
  request: MeasureRequest,
  engine: Pick<EngineInfo, 'devices'>,
): Promise<Result<PrecisionTimes>> {
  const lacking = withoutBfloat16({ ...request.settings, precision: 'bfloat16' }, engine)
  if (lacking) return { ok: false, problem: lacking }
  const measureIn = (precision: Precision) =>
    forecaster.measure({ ...request, settings: { ...request.settings, precision } })
  const float32 = await measureIn('float32')
  if (!float32.ok) return float32
  const bfloat16 = await measureIn('bfloat16')
  if (!bfloat16.ok) return bfloat16
  return success({
    float32: float32.value.processorSecondsPerStep,
    bfloat16: bfloat16.value.processorSecondsPerStep,
  })
}
