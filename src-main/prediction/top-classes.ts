import type { ClassProbability } from '../shared/contract/prediction.ts'

/** The `top` most probable classes, most probable first; equal ones in the order of the classes. */
export function topClasses(
  probabilities: Float32Array,
  classNames: readonly string[],
  top: number,
): ClassProbability[] {
  return classNames
    .map((label, index) => ({ label, probability: probabilities[index]! }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, top)
}
