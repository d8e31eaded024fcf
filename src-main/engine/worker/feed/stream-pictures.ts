import type { Model } from '../model.ts'
import type { OpenedDataset } from '../stored-dataset.ts'
import { chunksInMemory, largestChunk, readerCount } from './memory-for-pictures.ts'
import type { PictureFeed, Walk } from './picture-feed.ts'
import { type PictureReader, startReader } from './picture-reader.ts'

interface StreamOptions {
  readonly model: Pick<Model, 'feed'>
  readonly dataset: OpenedDataset
  readonly pictureBytes: number
  /** Bytes that pictures may take. */
  readonly memory: number
  readonly readerFile: string | undefined
}

/** Reads the pictures chunk by chunk, in the order in which they are wanted; the graph has one chunk while the next ones are read. */
export function streamPictures(options: StreamOptions): PictureFeed {
  const { dataset, pictureBytes, memory } = options
  const source = { file: dataset.picturesFile, pictureBytes }
  const readers = Array.from({ length: readerCount }, () => startReader(source, options.readerFile))
  const picturesInChunk = Math.min(largestChunk, memory / chunksInMemory) / pictureBytes
  return {
    walk: (order, group, start = 0) => {
      const chunk = Math.max(1, Math.floor(picturesInChunk / group)) * group
      return walk(options, readers, order.subarray(start), chunk, start)
    },
    close: async () => {
      await Promise.all(readers.map(reader => reader.close()))
    },
  }
}

/** `order`: from `start` on, where the first chunk begins. */
function walk(
  { model, dataset }: StreamOptions,
  readers: readonly PictureReader[],
  order: Int32Array,
  chunk: number,
  start: number,
): Walk {
  const pictures = (number: number) => order.slice(number * chunk, (number + 1) * chunk)
  const places = Int32Array.from({ length: chunk }, (_, place) => place)
  const reading = new Map<number, Promise<Int32Array>>()
  let present = -1

  const readAhead = (number: number) => {
    const reader = readers[number % readers.length]
    if (!reader || number * chunk >= order.length) return
    const read = reader.read(pictures(number), chunk)
    // Whoever waits for it is told; where the walk ends before, nobody does.
    read.catch(() => undefined)
    reading.set(number, read)
  }
  readers.forEach((_, number) => {
    readAhead(number)
  })

  return {
    from: async place => {
      const number = Math.floor((place - start) / chunk)
      while (present < number) {
        present += 1
        const words = await reading.get(present)
        if (!words) throw new Error(`there are no pictures at ${place}`)
        reading.delete(present)
        model.feed(
          words,
          Int32Array.from(pictures(present), index => dataset.labels[index] ?? 0),
        )
        readAhead(present + readers.length)
      }
      const first = place - start - number * chunk
      const last = Math.min(chunk, order.length - number * chunk)
      return places.subarray(first, last)
    },
  }
}
