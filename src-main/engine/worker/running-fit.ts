import type { EngineRequests } from '../../shared/contract/engine.ts'
import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { type CheckpointName, checkpointFile, type Progress, writeCheckpoint } from './checkpoint.ts'
import { isBetter } from './is-better.ts'
import type { Model } from './model.ts'
import { Pace } from './pace.ts'
import { scoreSplit } from './score-split.ts'
import { TensorFlowError } from './session.ts'
import { shuffled } from './shuffle.ts'
import type { OpenedDataset } from './stored-dataset.ts'
import type { TrainingControl } from './training-control.ts'

type Params = EngineRequests['train']['params']
export type End = Extract<TrainingEvent, { type: 'end' }>

export interface FitOptions {
  readonly branches: number
  readonly device: string
  readonly threads: number
  readonly control: TrainingControl
  readonly emit: (event: TrainingEvent) => void
  /** Seconds of a clock that only runs forward. */
  readonly now?: () => number
}

/** Of a run that has not begun. */
export const noProgress: Progress = {
  step: 0,
  epoch: 0,
  lossSum: 0,
  correct: 0,
  pictures: 0,
  best: null,
  final: null,
}

/** A `last` checkpoint is also written within an epoch that takes longer than this. */
const secondsBetweenCheckpoints = 60

/** One run while it is going on. */
export class RunningFit {
  readonly #params: Params
  readonly #options: FitOptions
  readonly #model: Model
  readonly #dataset: OpenedDataset
  readonly #pace: Pace
  readonly #now: () => number
  readonly #stepsPerEpoch: number
  #progress: Progress
  #savedAt: number

  constructor(params: Params, options: FitOptions, model: Model, dataset: OpenedDataset, progress: Progress) {
    this.#params = params
    this.#options = options
    this.#model = model
    this.#dataset = dataset
    this.#progress = progress
    this.#pace = new Pace(params.settings.batchSize)
    this.#now = options.now ?? (() => performance.now() / 1000)
    this.#stepsPerEpoch = Math.ceil(dataset.split.train.length / params.settings.batchSize)
    this.#savedAt = this.#now()
  }

  async toTheEnd(): Promise<End> {
    const { settings } = this.#params
    const { device, threads, emit } = this.#options
    emit({ type: 'started', epochs: settings.epochs, stepsPerEpoch: this.#stepsPerEpoch, device, threads })
    try {
      while (this.#progress.epoch < settings.epochs) {
        const ended = (await this.#trainEpoch()) ?? (await this.#finishEpoch())
        if (ended) return ended
      }
      return this.#end('finished')
    } catch (error) {
      // Caught here and not further out, since here it is known which epoch was kept.
      if (error instanceof TensorFlowError) {
        return this.#end('failed', problem('engine.failed', { reason: error.message }))
      }
      throw error
    }
  }

  /** Trains what is left of an epoch; answers where the run ends in it. */
  async #trainEpoch(): Promise<End | undefined> {
    const { seed, batchSize } = this.#params.settings
    const order = shuffled(this.#dataset.split.train, seed, this.#progress.epoch)
    while (this.#progress.pictures < order.length) {
      const goOn = await this.#options.control.mayGoOn({
        paused: () => this.#paused(),
        resumed: () => this.#resumed(),
      })
      if (!goOn) return this.#stopped()
      const first = this.#progress.pictures
      const wholeBatches = Math.floor((order.length - first) / batchSize)
      const steps = wholeBatches > 0 ? this.#pace.steps(wholeBatches) : 1
      const indices = order.slice(first, Math.min(first + steps * batchSize, order.length))
      const diverged = this.#call(indices, steps)
      if (diverged) return diverged
      const saved = await this.#saveIfLongAgo()
      if (saved) return saved
    }
    return undefined
  }

  /** One call of the graph. */
  #call(indices: Int32Array, steps: number): End | undefined {
    const before = this.#now()
    const { losses, correct } = this.#model.train(indices, steps)
    const seconds = this.#now() - before
    this.#pace.trained(indices.length, seconds)
    const bad = losses.findIndex(loss => !Number.isFinite(loss))
    if (bad >= 0) return this.#diverged(this.#progress.step + bad + 1)
    const batch = indices.length / steps
    const right = correct.reduce((sum, count) => sum + count, 0)
    this.#progress = {
      ...this.#progress,
      step: this.#progress.step + steps,
      // One by one, so that the sum does not depend on how many steps a call had.
      lossSum: losses.reduce((sum, loss) => sum + loss * batch, this.#progress.lossSum),
      correct: this.#progress.correct + right,
      pictures: this.#progress.pictures + indices.length,
    }
    const { epochs } = this.#params.settings
    const total = this.#dataset.split.train.length
    const epochsLeft = epochs - this.#progress.epoch
    this.#options.emit({
      type: 'step',
      step: this.#progress.step,
      steps,
      epoch: this.#progress.epoch + this.#progress.pictures / total,
      loss: losses.reduce((sum, loss) => sum + loss, 0) / steps,
      accuracy: right / indices.length,
      imagesPerSecond: this.#pace.imagesPerSecond,
      secondsLeft: this.#pace.secondsLeft(epochsLeft * total - this.#progress.pictures, epochsLeft),
    })
    return undefined
  }

  /** Scores the validation pictures, tells of the epoch and keeps it. */
  async #finishEpoch(): Promise<End | undefined> {
    const { step, pictures, best } = this.#progress
    const validation = await this.#validate()
    const score: Score = {
      epoch: this.#progress.epoch + 1,
      loss: this.#progress.lossSum / pictures,
      accuracy: this.#progress.correct / pictures,
      ...validation,
    }
    if (score.validationLoss !== null && !Number.isFinite(score.validationLoss)) {
      return this.#diverged(step)
    }
    const isBest = isBetter(score, best)
    this.#progress = { ...noProgress, step, epoch: score.epoch, best: isBest ? score : best, final: score }
    const { imagesPerSecond } = this.#pace
    this.#options.emit({ type: 'epoch', step, imagesPerSecond, best: isBest, ...score })
    return (isBest ? await this.#save('best') : undefined) ?? (await this.#save('last'))
  }

  async #validate(): Promise<Pick<Score, 'validationLoss' | 'validationAccuracy'>> {
    const indices = this.#dataset.split.validation
    if (indices.length === 0) return { validationLoss: null, validationAccuracy: null }
    const before = this.#now()
    const { loss, correct } = await scoreSplit(this.#model, indices)
    this.#pace.validated(this.#now() - before)
    return { validationLoss: loss / indices.length, validationAccuracy: correct / indices.length }
  }

  /** `best` is for predicting and holds the weights alone; `last` can be gone on from. Answers where it could not be written. */
  async #save(name: CheckpointName): Promise<End | undefined> {
    const { run, settings } = this.#params
    const tensors = [...this.#model.read()].filter(
      ([key]) => name === 'last' || !key.startsWith('optimizer/'),
    )
    const checkpoint = { tensors: new Map(tensors), seed: settings.seed, progress: this.#progress }
    const written = await writeCheckpoint(checkpointFile(run.folder, name), checkpoint)
    if (!written.ok) return this.#end('failed', written.problem)
    this.#savedAt = this.#now()
    this.#options.emit({
      type: 'checkpoint',
      step: this.#progress.step,
      epoch: this.#progress.epoch,
      file: name,
    })
    return undefined
  }

  async #saveIfLongAgo(): Promise<End | undefined> {
    return this.#now() - this.#savedAt > secondsBetweenCheckpoints ? this.#save('last') : undefined
  }

  async #paused(): Promise<void> {
    this.#options.emit({ type: 'paused', step: this.#progress.step })
    await this.#save('last')
  }

  #resumed(): void {
    this.#options.emit({ type: 'resumed', step: this.#progress.step })
  }

  async #stopped(): Promise<End> {
    return (await this.#save('last')) ?? this.#end('stopped')
  }

  /** The weights are spoilt: what was saved before stays. */
  #diverged(step: number): End {
    const { learningRate } = this.#params.settings.optimizer
    return this.#end('diverged', problem('training.diverged', { step, learningRate }))
  }

  #end(reason: End['reason'], found?: Problem): End {
    const { best, final } = this.#progress
    return { type: 'end', reason, best, final, ...(found && { problem: found }) }
  }
}
