import type { OptimizerKind } from '../../src-main/shared/training-settings.ts'

/** Values that an optimizer keeps for each weight: Adam two moments, momentum a velocity. */
export const optimizerSlots = (kind: OptimizerKind): number => ({ sgd: 0, momentum: 1, adam: 2 })[kind]
