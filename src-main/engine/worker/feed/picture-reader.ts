import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { problem } from '../../../shared/result.ts'
import { EngineError } from '../engine-error.ts'

/** What a reading thread reads from. */
export interface PictureSource {
  /** Pictures one after another, `pictureBytes` each. */
  readonly file: string
  readonly pictureBytes: number
}

/** To the thread: read the pictures of `indices` into `buffer`, one after another. */
export interface ReadRequest {
  readonly indices: Int32Array
  readonly buffer: ArrayBuffer
}

/** From the thread. */
export interface ReadAnswer {
  readonly buffer: ArrayBuffer
  /** The system's code, where reading failed. */
  readonly failed?: string
}

/** A thread that reads while the graph computes, which blocks this one. It has one buffer. */
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
  let buffer = new ArrayBuffer(0)
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
    const words = Math.ceil(capacity / 4) * source.pictureBytes
    if (buffer.byteLength < 4 * words) buffer = new ArrayBuffer(4 * words)
    thread ??= new Worker(program, { workerData: source })
    const answered = once(thread, 'message')
    const request: ReadRequest = { indices, buffer }
    thread.postMessage(request, [buffer])
    const [answer] = (await answered) as [ReadAnswer]
    buffer = answer.buffer
    if (answer.failed) throw unreadable(source, answer.failed)
    return new Int32Array(buffer, 0, words)
  }
}

const unreadable = ({ file }: PictureSource, reason: string) =>
  new EngineError(problem('data.pictures-unreadable', { path: file, reason }), reason)
