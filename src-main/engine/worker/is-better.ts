import type { Score } from '../../shared/contract/training.ts'

/** The more accurate on the validation pictures, then the one of lower loss there; without such pictures, of lower training loss. */
export function isBetter(score: Score, best: Score | null): boolean {
  if (!best) return true
  if (Number.isNaN(score.validationAccuracy)) return score.loss < best.loss
  if (score.validationAccuracy !== best.validationAccuracy) {
    return score.validationAccuracy > best.validationAccuracy
  }
  return score.validationLoss < best.validationLoss
}
