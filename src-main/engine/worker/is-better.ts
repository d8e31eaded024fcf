import type { Score } from '../../shared/contract/training.ts'

/** The more accurate on the validation pictures, then the one of lower loss there; without such pictures, of lower training loss. */
export function isBetter(score: Score, best: Score | null): boolean {
  if (!best) return true
  const { validationAccuracy: accuracy, validationLoss: loss } = score
  const { validationAccuracy: bestAccuracy, validationLoss: bestLoss } = best
  if (accuracy === null || loss === null || bestAccuracy === null || bestLoss === null) {
    return score.loss < best.loss
  }
  return accuracy === bestAccuracy ? loss < bestLoss : accuracy > bestAccuracy
}
