import type { Model } from './model.ts'

export interface SplitScore {
  /** Sums over the pictures. */
  readonly loss: number
  readonly correct: number
  readonly top5: number
  /** Class of each picture, in the order of the indices. */
  readonly predicted: Int32Array
}

/** Scores the pictures of `indices`, some at a time; undefined where `mayGoOn`, asked before each part, said no. */
export async function scoreSplit(
  model: Pick<Model, 'evaluate' | 'picturesPerCall'>,
  indices: Int32Array,
  mayGoOn: () => Promise<boolean>,
): Promise<SplitScore | undefined> {
  const predicted = new Int32Array(indices.length)
  const sums = { loss: 0, correct: 0, top5: 0 }
  for (let start = 0; start < indices.length; start += model.picturesPerCall) {
    if (!(await mayGoOn())) return undefined
    const part = model.evaluate(indices.slice(start, start + model.picturesPerCall))
    sums.loss += part.loss
    sums.correct += part.correct
    sums.top5 += part.top5
    predicted.set(part.predicted, start)
  }
  return { ...sums, predicted }
}
