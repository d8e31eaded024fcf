import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import type { Problem } from '../../shared/result.ts'
import {
  type Checkpoint,
  type CheckpointName,
  type Conditions,
  checkpointFile,
  writeCheckpoint,
} from './checkpoint.ts'
import type { Model } from './model.ts'
import type { Progress } from './progress.ts'
import type { StoredTensor } from './safetensors.ts'

interface KeeperOptions {
  readonly folder: string
  readonly conditions: Conditions
  readonly model: Pick<Model, 'read' | 'variables'>
  readonly emit: (event: TrainingEvent) => void
  /** Seconds of a clock that only runs forward. */
  readonly now: () => number
}

/** Weights that are waiting to be written as `best`. */
interface Waiting {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly progress: Progress
  readonly score: Score
}

/** Weights are NaN or infinite: nothing that is worth keeping. */
export const spoilt = 'spoilt'

/** Small data has hundreds of epochs a second: `best` is written at most this often, and waits in memory meanwhile. */
const secondsBetweenBest = 1
/** `last` is written after an epoch, but not more often than this. */
const secondsBetweenEpochs = 5
/** `last` is also written within an epoch that takes longer than this. */
const secondsWithinEpoch = 60

/**
 * Decides when a run's weights go to disk, and knows what is there. `best` always goes before `last`, so that a run that goes on
 * from `last` knows what `best` holds. Weights that are not finite are never written.
 */
export class CheckpointKeeper {
  readonly #options: KeeperOptions
  readonly #unwritten = new Map<CheckpointName, Problem>()
  #waiting: Waiting | undefined
  #kept: Score | null
  #bestAt = Number.NEGATIVE_INFINITY
  #lastAt: number

  /** `kept`: the epoch that `best` holds already. */
  constructor(options: KeeperOptions, kept: Score | null) {
    this.#options = options
    this.#kept = kept
    this.#lastAt = options.now()
  }

  /** The epoch whose weights `best` has on disk. */
  get kept(): Score | null {
    return this.#kept
  }

  /** The best epoch so far, on disk or waiting. */
  get best(): Score | null {
    return this.#waiting?.score ?? this.#kept
  }

  /** Why a file is older than it should be. */
  unwritten(name: CheckpointName): Problem | undefined {
    return this.#unwritten.get(name)
  }

  /** Takes the weights as `best`. Answers whether they are on disk, or will be within a second. */
  async keepBest(progress: Progress, score: Score): Promise<boolean | typeof spoilt> {
    const tensors = this.#read('best')
    if (!tensors) return spoilt
    this.#waiting = { tensors, progress, score }
    return this.#now - this.#bestAt < secondsBetweenBest || (await this.flush())
  }

  /** Writes what it is time for. */
  async writeDue(progress: Progress, when: 'within-epoch' | 'between-epochs'): Promise<true | typeof spoilt> {
    if (this.#now - this.#bestAt >= secondsBetweenBest) await this.flush()
    const patience = when === 'between-epochs' ? secondsBetweenEpochs : secondsWithinEpoch
    return this.#now - this.#lastAt < patience || this.keepLast(progress)
  }

  /** Writes all there is to write: the weights as they are now as `last`, and before them what waits. */
  async keepLast(progress: Progress): Promise<true | typeof spoilt> {
    await this.flush()
    const tensors = this.#read('last')
    if (!tensors) return spoilt
    await this.#write('last', { tensors, progress, best: this.#kept })
    this.#lastAt = this.#now
    return true
  }

  /** Writes the weights that wait; answers whether none do any more. */
  async flush(): Promise<boolean> {
    const waiting = this.#waiting
    if (!waiting) return true
    const { tensors, progress, score } = waiting
    const written = await this.#write('best', { tensors, progress, best: score })
    this.#bestAt = this.#now
    if (!written) return false
    this.#waiting = undefined
    this.#kept = score
    return true
  }

  async #write(file: CheckpointName, checkpoint: Omit<Checkpoint, 'conditions'>): Promise<boolean> {
    const { folder, conditions, emit } = this.#options
    const { step, epoch } = checkpoint.progress
    const written = await writeCheckpoint(checkpointFile(folder, file), { ...checkpoint, conditions })
    if (written.ok) {
      this.#unwritten.delete(file)
      emit({ type: 'checkpoint', step, epoch, file })
      return true
    }
    const told = JSON.stringify(this.#unwritten.get(file)) === JSON.stringify(written.problem)
    this.#unwritten.set(file, written.problem)
    // The weights are still in memory, so the run goes on; a person is told once, and not every few seconds.
    if (!told) emit({ type: 'warning', problem: written.problem, step })
    return false
  }

  /** `best` is for predicting and holds the weights alone; `last` can be gone on from. Undefined: the weights are spoilt. */
  #read(name: CheckpointName): Map<string, StoredTensor> | undefined {
    const { model } = this.#options
    const tensors = model.read()
    for (const { name: key, role } of model.variables) {
      if (name === 'best' && role !== 'weight') tensors.delete(key)
    }
    const sound = [...tensors.values()].every(({ values }) => values.every(Number.isFinite))
    return sound ? tensors : undefined
  }

  get #now(): number {
    return this.#options.now()
  }
}
