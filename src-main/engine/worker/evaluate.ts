import type { EngineRequests } from '../../shared/contract/engine.ts'
import type { Evaluation } from '../../shared/contract/runs.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { turnEventLoop } from './event-loop.ts'
import { type FeedOptions, openFeed, type PictureFeed } from './feed/picture-feed.ts'
import { openModel } from './model.ts'
import { scoreSplit } from './score-split.ts'
import { openDataset } from './stored-dataset.ts'
import { findCheckpoint, restore } from './stored-weights.ts'

/** How well a run's checkpoint does on one part of a data set. */
export async function evaluate(
  { run, checkpoint, dataset, split }: EngineRequests['evaluate']['params'],
  branches: number,
  feedOptions?: FeedOptions,
): Promise<Result<Evaluation>> {
  const opened = await openDataset(dataset, run.spec.input)
  if (!opened.ok) return opened
  const indices = opened.value.split[split]
  if (indices.length === 0) return failure('training.no-pictures', { split })
  const stored = await findCheckpoint(run.folder, checkpoint)
  if (!stored.ok) return stored
  const model = await openModel({ spec: run.spec, classes: run.classNames.length, branches })
  let feed: PictureFeed | undefined
  try {
    const restored = restore(model, stored.value)
    if (!restored.ok) return restored
    feed = openFeed(model, opened.value, run.spec.input, feedOptions)
    const score = await scoreSplit(model, feed, indices, async () => {
      await turnEventLoop()
      return true
    })
    if (!score) throw new Error('nobody stops an evaluation')
    const truth = Array.from(indices, index => opened.value.labels[index] ?? 0)
    const confusion = confusionMatrix(run.classNames.length, truth, score.predicted)
    const { warning } = stored.value
    return success({
      split,
      ...(warning && { warning }),
      images: indices.length,
      loss: score.loss / indices.length,
      accuracy: score.correct / indices.length,
      top5: score.top5 / indices.length,
      confusion,
      perClass: run.classNames.map((label, row) => {
        const images = confusion[row]?.reduce((sum, count) => sum + count, 0) ?? 0
        return { label, images, accuracy: images > 0 ? (confusion[row]?.[row] ?? 0) / images : null }
      }),
    })
  } finally {
    await feed?.close()
    model.close()
  }
}

function confusionMatrix(classes: number, truth: readonly number[], predicted: Int32Array): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (const [place, row] of truth.entries()) {
    const counts = matrix[row]
    const column = predicted[place]
    if (counts && column !== undefined) counts[column] = (counts[column] ?? 0) + 1
  }
  return matrix
}
