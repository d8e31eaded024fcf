import type { TrainingSettings } from '../../training-settings.ts'
import type { ArchitectureSpec } from '../spec.ts'

export interface Preset {
  readonly spec: ArchitectureSpec
  /** Where its numbers come from. */
  readonly source: string
  /** Settings with which it learns. */
  readonly training: Pick<TrainingSettings, 'batchSize' | 'optimizer' | 'schedule' | 'augmentation'>
}
