import type { ArchitectureSpec } from '../../shared/architecture/spec.ts'
import type { TrainingSettings } from '../../shared/training-settings.ts'
import { augmentOptions } from './color-components.ts'
import { placementOn } from './devices.ts'
import { type Model, openModel } from './model.ts'
import type { OpenedDataset } from './stored-dataset.ts'

/** Opens a network as these settings train it. */
export async function openTrainingModel(
  spec: ArchitectureSpec,
  classes: number,
  settings: TrainingSettings,
  { dataset, branches }: { dataset: OpenedDataset; branches: number },
): Promise<Model> {
  const { optimizer, clipNorm, device, precision } = settings
  const augmentation = await augmentOptions(settings.augmentation, dataset, spec.input)
  const placement = placementOn(device)
  return openModel({ spec, classes, optimizer, clipNorm, augmentation, precision, branches, placement })
}
