import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'

/** Below so many steps hardly any network has learnt something. */
const enough = 100

export const tooFew = (steps: number): boolean => steps < enough

/** Steps that a run will take; an epoch's last one may have fewer pictures. */
export const stepsInAll = ({ epochs, batchSize }: TrainingSettings, pictures: number): number =>
  epochs * Math.ceil(pictures / batchSize)
