import type { PictureFeed } from './feed/picture-feed.ts'
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
  feed: PictureFeed,
  indices: Int32Array,
  mayGoOn: () => Promise<boolean>,
): Promise<SplitScore | undefined> {
  const predicted = new Int32Array(indices.length)
  const sums = { loss: 0, correct: 0, top5: 0 }
  const walk = feed.walk(indices, model.picturesPerCall)
  for (let start = 0; start < indices.length; start += model.picturesPerCall) {
    if (!(await mayGoOn())) return undefined
    const ready = await walk.from(start)
    const part = model.evaluate(ready.slice(0, model.picturesPerCall))
    sums.loss += part.loss
    sums.correct += part.correct
    sums.top5 += part.top5
    predicted.set(part.predicted, start)
  }
  return { ...sums, predicted }
}
