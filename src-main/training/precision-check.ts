import type { EngineInfo } from '../shared/contract/engine.ts'
import { type Problem, problem } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'

/** What is wrong with training in bfloat16 on a device that has no instructions for it; undefined: nothing. */
export function withoutBfloat16(
  { precision }: TrainingSettings,
  { devices: [device] }: Pick<EngineInfo, 'devices'>,
): Problem | undefined {
  if (precision !== 'bfloat16' || device?.bfloat16) return undefined
  return problem('training.no-bfloat16', { device: device?.name ?? 'CPU' })
}
