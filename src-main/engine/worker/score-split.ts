import { turnEventLoop } from './event-loop.ts'
import type { Model } from './model.ts'

export interface SplitScore {
  /** Sums over the pictures. */
  readonly loss: number
  readonly correct: number
  readonly top5: number
  /** Class of each picture, in the order of the indices. */
  readonly predicted: Int32Array
}

/** Scores the pictures of `indices`, some at a time, and turns the event loop in between. */
export async function scoreSplit(model: Model, indices: Int32Array): Promise<SplitScore> {
  const predicted = new Int32Array(indices.length)
  const sums = { loss: 0, correct: 0, top5: 0 }
  for (let start = 0; start < indices.length; start += model.picturesPerCall) {
    await turnEventLoop()
    const part = model.evaluate(indices.slice(start, start + model.picturesPerCall))
    sums.loss += part.loss
    sums.correct += part.correct
    sums.top5 += part.top5
    predicted.set(part.predicted, start)
  }
  return { ...sums, predicted }
}
