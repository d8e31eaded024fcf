import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import type { Problem } from '../../shared/result.ts'
import { type Checkpoint, type FileMark, writeCheckpoint } from './checkpoint.ts'
import { type CheckpointName, checkpointFile } from './checkpoint-files.ts'
import type { Conditions } from './conditions.ts'
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

interface Copy {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly progress: Progress
}
type BestCopy = Copy & { readonly score: Score }

/** Weights are NaN or infinite: nothing that is worth keeping. */
export const spoilt = 'spoilt'

/** Small data has hundreds of epochs a second: `best` is written at most this often, and waits in memory meanwhile. */
const secondsBetweenBest = 1
/** `last` is written after an epoch, but not more often than this. */
const secondsBetweenEpochs = 5
/** `last` is also written within an epoch that takes longer than this. */
const secondsWithinEpoch = 60
/** A large network on a slow disk: of the time, at most one part in so many is spent writing. */
const restAfterWriting = 10

/**
 * Decides when a run's weights go to disk, and knows what is there. Training waits only while they are copied and summed; the disk works
 * beside it, one write at a time. `best` always goes before `last`, so that a run that goes on from `last` knows what `best` holds.
 * Weights that are not finite are never written.
 */
export class CheckpointKeeper {
  readonly #options: KeeperOptions
  readonly #unwritten = new Map<CheckpointName, Problem>()
  /** The files as they were when they had been written. */
  readonly #written = new Map<CheckpointName, FileMark>()
  /** What is to be written as `best`. */
  #waiting: BestCopy | undefined
  #writing: { readonly best: BestCopy | undefined; readonly done: Promise<void> } | undefined
  /** Taken for `best`, and good for `last` too until the next step. */
  #copied: Copy | undefined
  #kept: Score | null
  #bestAt = Number.NEGATIVE_INFINITY
  #lastAt: number
  #rest = 0

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

  /** The best epoch so far, on disk or on its way there. */
  get best(): Score | null {
    return (this.#waiting ?? this.#writing?.best)?.score ?? this.#kept
  }

  /** Why a file is older than it should be. */
  unwritten(name: CheckpointName): Problem | undefined {
    return this.#unwritten.get(name)
  }

  /** Takes a copy of the weights as `best`, which `writeDue` or `keepLast` sends on its way. */
  keepBest(progress: Progress, score: Score): true | typeof spoilt {
    const tensors = this.#copy(progress)
    if (!tensors) return spoilt
    this.#copied = { tensors, progress }
    this.#waiting = { tensors: this.#weightsOf(tensors), progress, score }
    return true
  }

  /** Begins to write what it is time for, and does not wait for it. */
  writeDue(progress: Progress, when: 'within-epoch' | 'between-epochs'): true | typeof spoilt {
    const patience = when === 'between-epochs' ? secondsBetweenEpochs : secondsWithinEpoch
    const lastIsDue = this.#isDue(this.#lastAt, patience)
    const bestIsDue = this.#waiting !== undefined && this.#isDue(this.#bestAt, secondsBetweenBest)
    if (!this.#writing && lastIsDue) {
      const tensors = this.#copy(progress)
      if (!tensors) return spoilt
      void this.#write({ tensors, progress })
    } else if (!this.#writing && bestIsDue) {
      void this.#write()
    }
    this.#copied = undefined
    return true
  }

  /** Writes all there is to write, and waits for it: the weights as they are now as `last`, and before them what waits. */
  async keepLast(progress: Progress): Promise<true | typeof spoilt> {
    await this.settled()
    const tensors = this.#copy(progress)
    this.#copied = undefined
    if (!tensors) return spoilt
    await this.#write({ tensors, progress })
    return true
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing?.done
  }

  /** Waits for what is being written, then writes the weights that wait. */
  async flush(): Promise<void> {
    await this.settled()
    if (this.#waiting) await this.#write()
  }

  /** What waits as `best`, then `last`. */
  #write(last?: Copy): Promise<void> {
    const best = this.#waiting
    this.#waiting = undefined
    const began = this.#now
    const done = this.#writeInOrder(best, last).finally(() => {
      this.#writing = undefined
      this.#rest = restAfterWriting * (this.#now - began)
    })
    this.#writing = { best, done }
    return done
  }

  async #writeInOrder(best: BestCopy | undefined, last: Copy | undefined): Promise<void> {
    if (best) {
      const written = await this.#writeFile('best', { ...best, best: best.score })
      this.#bestAt = this.#now
      if (written) this.#kept = best.score
      // Tried again later, unless a better one has come meanwhile.
      else this.#waiting ??= best
    }
    if (last) {
      await this.#writeFile('last', { ...last, best: this.#kept })
      this.#lastAt = this.#now
    }
  }

  async #writeFile(file: CheckpointName, checkpoint: Omit<Checkpoint, 'conditions'>): Promise<boolean> {
    const { folder, conditions, emit } = this.#options
    const { tensors, progress, best } = checkpoint
    const path = checkpointFile(folder, file)
    const present = this.#written.get(file)
    const written = await writeCheckpoint(path, { tensors, progress, best, conditions }, present)
    if (written.ok) {
      this.#written.set(file, written.value)
      this.#unwritten.delete(file)
      emit({ type: 'checkpoint', step: progress.step, epoch: progress.epoch, file })
      return true
    }
    const told = JSON.stringify(this.#unwritten.get(file)) === JSON.stringify(written.problem)
    this.#unwritten.set(file, written.problem)
    // The weights are still in memory, so the run goes on; a person is told once, and not every few seconds.
    if (!told) emit({ type: 'warning', problem: written.problem, step: progress.step })
    return false
  }

  /** Undefined: the weights are spoilt. */
  #copy({ step }: Progress): ReadonlyMap<string, StoredTensor> | undefined {
    if (this.#copied?.progress.step === step) return this.#copied.tensors
    const tensors = this.#options.model.read()
    return [...tensors.values()].every(({ values }) => areFinite(values)) ? tensors : undefined
  }

  /** `best` is for predicting and holds the weights alone; `last` can be gone on from. */
  #weightsOf(tensors: ReadonlyMap<string, StoredTensor>): ReadonlyMap<string, StoredTensor> {
    const { variables } = this.#options.model
    return new Map(
      variables.flatMap(({ name, role }) => {
        const tensor = tensors.get(name)
        return role !== 'optimizer' && tensor ? [[name, tensor] as const] : []
      }),
    )
  }

  #isDue(since: number, patience: number): boolean {
    return this.#now - since >= Math.max(patience, this.#rest)
  }

  get #now(): number {
    return this.#options.now()
  }
}

/** NaN and infinity are those times nothing that are not nothing; ten times as fast as asking each number. */
function areFinite(values: Float32Array): boolean {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index]! * 0
  return sum === 0
}
