import { availableParallelism } from 'node:os'
import type { Preprocessing } from '../../shared/contract/data.ts'
import type { Outcome, PictureSource } from './protocol.ts'
import { DecodeSupervisor } from './supervisor.ts'

export type { Outcome, PictureSource } from './protocol.ts'

export interface Decoder {
  /**
   * Prepares pictures and hands them over in the order of `sources`, the next one when `onEach` is done; no more than a
   * few batches are held. Rejects with `signal.reason` as soon as that is aborted.
   */
  decode(
    sources: Iterable<PictureSource> | AsyncIterable<PictureSource>,
    preprocessing: Preprocessing,
    onEach: (outcome: Outcome, index: number) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<void>
  /** Each picture's pixels (uint8, height x width x channels), or why there are none; in the order of `sources`. */
  decodePictures(
    sources: readonly PictureSource[],
    preprocessing: Preprocessing,
    signal?: AbortSignal,
  ): Promise<Outcome[]>
  /** The first of the processes that decode; undefined while there is none. */
  readonly pid: number | undefined
  close(): void
}

/** Files a batch, and pixels in hand a batch: enough to hide the way between the processes, few enough to retry singly. */
const filesPerBatch = 16
const pixelsPerBatch = 256

/** What a batch brings along is in memory several times, on the way between the processes. */
const bytesPerBatch = 4 * 1024 ** 2

/** Batches a process that a caller may have on their way: with the pictures' results, all the memory that an import takes. */
const batchesAhead = 4

/**
 * One for every two cores: a process brings its pictures to size and hands them on in one thread, which takes nearly half of the time that they take in all.
 */
const usualProcesses = () => Math.max(1, Math.min(8, Math.floor(availableParallelism() / 2)))

/**
 * The decoder processes' client. `workerFile`: the bundled `decode/main.ts`; `processes`: the most that are started; `patience`: milliseconds without a
 * picture done after which one counts as hanging.
 */
export function createDecoder({
  workerFile,
  processes = usualProcesses(),
  patience,
}: {
  workerFile: string
  processes?: number
  patience?: number
}): Decoder {
  const lanes = Math.ceil(availableParallelism() / processes)
  const supervisors = Array.from(
    { length: processes },
    () => new DecodeSupervisor(workerFile, lanes, patience),
  )
  /** The first of those that have least to do, so that a single picture starts no second process. */
  const idlest = () => supervisors.reduce((best, next) => (next.load < best.load ? next : best))

  const decode: Decoder['decode'] = async (sources, preprocessing, onEach, signal) => {
    // Aborted as well when this call fails, so that nothing of it stays queued.
    const own = new AbortController()
    const either = AbortSignal.any([signal, own.signal])
    const ahead: Promise<readonly Outcome[]>[] = []
    let index = 0
    const deliver = async () => {
      for (const outcome of await ahead.shift()!) {
        signal.throwIfAborted()
        await onEach(outcome, index++)
      }
    }
    try {
      for await (const batch of batches(sources)) {
        signal.throwIfAborted()
        const outcomes = idlest().submit(batch, preprocessing, either)
        outcomes.catch(() => {}) // awaited in `deliver`; without this an earlier batch's failure leaves it unhandled
        ahead.push(outcomes)
        if (ahead.length === batchesAhead * processes) await deliver()
      }
      while (ahead.length > 0) await deliver()
    } finally {
      own.abort()
    }
  }

  return {
    decode,
    decodePictures: async (sources, preprocessing, signal = new AbortController().signal) => {
      const outcomes: Outcome[] = []
      await decode(sources, preprocessing, outcome => void outcomes.push(outcome), signal)
      return outcomes
    },
    get pid() {
      return supervisors[0]?.pid
    },
    close: () => {
      for (const supervisor of supervisors) supervisor.close()
    },
  }
}

async function* batches(sources: Iterable<PictureSource> | AsyncIterable<PictureSource>) {
  let batch: PictureSource[] = []
  let bytes = 0
  for await (const source of sources) {
    batch.push(source)
    const most = isPixels(source) ? pixelsPerBatch : filesPerBatch
    bytes += bytesOf(source)
    if (batch.length < most && bytes < bytesPerBatch) continue
    yield batch
    batch = []
    bytes = 0
  }
  if (batch.length > 0) yield batch
}

const isPixels = (source: PictureSource) => typeof source !== 'string' && 'pixels' in source

function bytesOf(source: PictureSource): number {
  if (source instanceof Uint8Array) return source.length
  return typeof source !== 'string' && 'pixels' in source ? source.pixels.length : 0
}
