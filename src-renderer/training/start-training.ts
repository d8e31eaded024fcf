import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'
import { app } from '../app-state.svelte.ts'
import { training } from './training-state.svelte.ts'

/** Goes to the Train room and starts there, so that what the click did is seen at once. */
export async function startTraining(
  spec: ArchitectureSpec,
  dataset: DatasetSummary,
  settings: TrainingSettings,
): Promise<void> {
  app.setTraining(settings)
  app.setRun(null)
  app.go('train')
  await training.start(spec, dataset.id, settings)
}
