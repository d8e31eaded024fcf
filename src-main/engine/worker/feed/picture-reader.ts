import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { problem } from '../../../shared/result.ts'
import { EngineError } from '../engine-error.ts'
import { roomForWords } from './words.ts'

/** What a reading thread reads from. */
export interface PictureSource {
  /** Pictures one after another, `pictureBytes` each. */
  readonly file: string
  readonly pictureBytes: number
}

/** To the thread: read the pictures of `indices` into `words`, one after another. */
export interface ReadRequest {
  readonly indices: Int32Array
  readonly words: Int32Array<ArrayBuffer>
}

/** From the thread. */
export interface ReadAnswer {
  readonly words: Int32Array<ArrayBuffer>
  /** The system's code, where reading failed. */
  readonly failed?: string
}

/** A thread that reads while the graph computes, which blocks this one. It has one piece of memory, which goes to and fro. */
export interface PictureReader {
  /**
   * The bytes of the pictures of `indices`, four in a word, then bytes without meaning: as many words for every `capacity`, so that the graph
   * need not find other memory. Holds until the next read, which waits for this one. Throws `EngineError` where the disk fails.
   */
  readonly read: (indices: Int32Array, capacity: number) => Promise<Int32Array>
  readonly close: () => Promise<unknown>
}

export function startReader(
  source: PictureSource,
  program = join(import.meta.dirname, 'picture-reader.js'),
): PictureReader {
  let thread: Worker | undefined
  let words = roomForWords(0)
  let turn: Promise<unknown> = Promise.resolve()

  return {
    read: (indices, capacity) => {
      const read = turn.then(() => readNow(indices, capacity))
      turn = read.catch(() => undefined)
      return read
    },
    close: async () => thread?.terminate(),
  }

  async function readNow(indices: Int32Array, capacity: number): Promise<Int32Array> {
    // Four pictures are a whole number of words.
    const count = Math.ceil(capacity / 4) * source.pictureBytes
    if (words.length < count) words = roomForWords(count)
    thread ??= new Worker(program, { workerData: source })
    const answered = once(thread, 'message')
    const request: ReadRequest = { indices, words }
    thread.postMessage(request, [words.buffer])
    const [answer] = (await answered.catch(forget)) as [ReadAnswer]
    words = answer.words
    if (answer.failed) throw unreadable(source, answer.failed)
    return words.subarray(0, count)
  }

  /** A thread that has failed is over, and would never answer again. */
  function forget(error: unknown): never {
    thread = undefined
    throw error
  }
}

const unreadable = ({ file }: PictureSource, reason: string) =>
  new EngineError(problem('data.pictures-unreadable', { path: file, reason }), reason)
