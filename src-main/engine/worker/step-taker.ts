import { learningRateAt } from '../../shared/learning-rate.ts'
import type { TrainingSettings } from '../../shared/training-settings.ts'
import type { PictureFeed, Walk } from './feed/picture-feed.ts'
import type { Model } from './model.ts'
import type { Progress, StepResults } from './progress.ts'
import { shuffled } from './shuffle.ts'
import type { OpenedDataset } from './stored-dataset.ts'

/** What a run works with. */
export interface Opened {
  readonly model: Model
  readonly feed: PictureFeed
  readonly dataset: OpenedDataset
}

export interface Taken {
  readonly results: StepResults
  readonly pictures: number
  /** Learning rate of each step. */
  readonly rates: readonly number[]
}

/** Takes a run's steps: from the same progress always the same. */
export class StepTaker {
  readonly #opened: Opened
  readonly #settings: TrainingSettings
  #walk: { readonly epoch: number; readonly walk: Walk } | undefined

  constructor(opened: Opened, settings: TrainingSettings) {
    this.#opened = opened
    this.#settings = settings
  }

  /** The epoch's next pictures, as far as they can be trained on at once: whole batches, or the rest that is none. */
  async next({ epoch, pictures }: Progress): Promise<Int32Array> {
    const { feed, dataset } = this.#opened
    const { seed, batchSize } = this.#settings
    if (this.#walk?.epoch !== epoch) {
      const order = shuffled(dataset.split.train, seed, epoch)
      this.#walk = { epoch, walk: feed.walk(order, batchSize, pictures) }
    }
    return this.#walk.walk.from(pictures)
  }

  /** One call of the graph with the first of `next`: as many steps as `wanted` says of so many whole batches, or the rest in one. */
  take(progress: Progress, next: Int32Array, wanted: (wholeBatches: number) => number): Taken {
    const { seed, batchSize } = this.#settings
    const wholeBatches = Math.floor(next.length / batchSize)
    const steps = wholeBatches > 0 ? wanted(wholeBatches) : 1
    const indices = next.slice(0, steps * batchSize)
    const rates = this.#rates(progress, steps)
    const fed = { indices, rates: Float32Array.from(rates), seed, first: progress.step }
    const results = this.#opened.model.train(fed)
    return { results, pictures: indices.length, rates }
  }

  /** Learning rate of the epoch's step that led to `progress`. */
  lastRate(progress: Progress): number {
    const { batchSize } = this.#settings
    const pictures = progress.pictures - (progress.pictures % batchSize || batchSize)
    return this.#rates({ ...progress, pictures }, 1)[0]!
  }

  /** Learning rates of the next steps. */
  #rates({ epoch, pictures, watched }: Progress, steps: number): number[] {
    const all = this.#opened.dataset.split.train.length
    const { batchSize } = this.#settings
    const after = (batches: number) => epoch + Math.min(all, pictures + batches * batchSize) / all
    return Array.from({ length: steps }, (_, step) =>
      learningRateAt(this.#settings, { from: after(step), to: after(step + 1), drops: watched.drops }),
    )
  }
}
