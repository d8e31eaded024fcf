import type { Shape } from '../../../shared/architecture/spec.ts'
import { volume } from '../graph/lower/lowering.ts'
import type { Model } from '../model.ts'
import type { OpenedDataset } from '../stored-dataset.ts'
import { memoryForPictures } from './memory-for-pictures.ts'
import { streamPictures } from './stream-pictures.ts'

/** Brings a data set's pictures to the graph. */
export interface PictureFeed {
  /**
   * Goes through the pictures of `order`, from `start` on, until the next walk begins. `group`: pictures that one call of the graph must
   * have together.
   */
  readonly walk: (order: Int32Array, group: number, start?: number) => Walk
  readonly close: () => Promise<void>
}

export interface Walk {
  /**
   * What to call the graph with for the pictures from `place` in the order on: a whole number of groups, or what is left of the order.
   * Holds until the next call; places only grow.
   */
  readonly from: (place: number) => Promise<Int32Array>
}

export interface FeedOptions {
  /** Bytes that pictures may take; absent: `memoryForPictures`. */
  readonly memory?: number
  /** The bundled program of the reading threads; absent: the one beside this program. */
  readonly readerFile?: string
}

/** A data set that fits lies whole beside the graph; a larger one is read ahead of need. Which of the two does not show in any number. */
export function openFeed(
  model: Pick<Model, 'load' | 'feed'>,
  dataset: OpenedDataset,
  input: Shape,
  { memory = memoryForPictures(), readerFile }: FeedOptions = {},
): PictureFeed {
  const pictureBytes = volume(input)
  if (dataset.labels.length * pictureBytes > memory) {
    return streamPictures({ model, dataset, pictureBytes, memory, readerFile })
  }
  model.load(dataset)
  return {
    walk: order => ({ from: async place => order.subarray(place) }),
    close: async () => undefined,
  }
}
