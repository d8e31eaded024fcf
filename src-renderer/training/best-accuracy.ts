import type { Score } from '../../src-main/shared/contract/training.ts'
import { t } from '../i18n.svelte.ts'

/** How often an epoch is right, and on which pictures: those of validation, or without them those of training. */
export function accuracyOf({ accuracy, validationAccuracy }: Score): { accuracy: number; split: string } {
  const { splits } = t().training.evaluation
  return validationAccuracy === null
    ? { accuracy, split: splits.train }
    : { accuracy: validationAccuracy, split: splits.validation }
}
