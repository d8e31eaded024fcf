import type { EngineRequests } from '../../shared/contract/engine.ts'
import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import { type Problem, problem } from '../../shared/result.ts'
import type { Progress } from './checkpoint.ts'
import { CheckpointKeeper, spoilt } from './checkpoint-keeper.ts'
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

/** One run while it is going on. */
export class RunningFit {
  readonly #params: Params
  readonly #options: FitOptions
  readonly #model: Model
  readonly #dataset: OpenedDataset
  readonly #pace: Pace
  readonly #now: () => number
  readonly #stepsPerEpoch: number
  readonly #keeper: CheckpointKeeper
  #progress: Progress

  constructor(params: Params, options: FitOptions, model: Model, dataset: OpenedDataset, progress: Progress) {
    this.#params = params
    this.#options = options
    this.#model = model
    this.#dataset = dataset
    this.#progress = progress
    this.#pace = new Pace(params.settings.batchSize)
    this.#now = options.now ?? (() => performance.now() / 1000)
    this.#stepsPerEpoch = Math.ceil(dataset.split.train.length / params.settings.batchSize)
    const { run, settings } = params
    const keeping = { folder: run.folder, seed: settings.seed, model, emit: options.emit, now: this.#now }
    this.#keeper = new CheckpointKeeper(keeping, progress.best)
  }

  async toTheEnd(): Promise<End> {
    const { settings } = this.#params
    const { device, threads, emit } = this.#options
    emit({ type: 'started', epochs: settings.epochs, stepsPerEpoch: this.#stepsPerEpoch, device, threads })
    try {
      while (this.#progress.epoch < settings.epochs) {
        const saved = await this.#keeper.writeDue(this.#progress, 'between-epochs')
        if (saved === spoilt) return await this.#diverged(this.#progress.step)
        const ended = (await this.#trainEpoch()) ?? (await this.#finishEpoch())
        if (ended) return ended
      }
      return await this.#complete('finished')
    } catch (error) {
      // Caught here and not further out, since here it is known which epoch was kept.
      if (error instanceof TensorFlowError) {
        return await this.#fail('failed', problem('engine.failed', { reason: error.message }))
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
      if (!goOn) return this.#complete('stopped')
      const first = this.#progress.pictures
      const wholeBatches = Math.floor((order.length - first) / batchSize)
      const steps = wholeBatches > 0 ? this.#pace.steps(wholeBatches) : 1
      const indices = order.slice(first, Math.min(first + steps * batchSize, order.length))
      const bad = this.#call(indices, steps)
      if (bad !== undefined) return this.#diverged(bad)
      const saved = await this.#keeper.writeDue(this.#progress, 'within-epoch')
      if (saved === spoilt) return this.#diverged(this.#progress.step)
    }
    return undefined
  }

  /** One call of the graph; answers the first step whose loss was not finite. */
  #call(indices: Int32Array, steps: number): number | undefined {
    const before = this.#now()
    const { losses, correct } = this.#model.train(indices, steps)
    const seconds = this.#now() - before
    this.#pace.trained(indices.length, seconds)
    const bad = losses.findIndex(loss => !Number.isFinite(loss))
    if (bad >= 0) return this.#progress.step + bad + 1
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

  /** Scores the validation pictures, keeps the epoch and tells of it. */
  async #finishEpoch(): Promise<End | undefined> {
    const { step, pictures } = this.#progress
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
    const progress = { ...noProgress, step, epoch: score.epoch, final: score }
    const best = isBetter(score, this.#keeper.best) && (await this.#keeper.keepBest(progress, score))
    if (best === spoilt) return this.#diverged(step)
    this.#progress = progress
    const { imagesPerSecond } = this.#pace
    this.#options.emit({ type: 'epoch', step, imagesPerSecond, best, ...score })
    return undefined
  }

  async #validate(): Promise<Pick<Score, 'validationLoss' | 'validationAccuracy'>> {
    const indices = this.#dataset.split.validation
    if (indices.length === 0) return { validationLoss: null, validationAccuracy: null }
    const before = this.#now()
    const { loss, correct } = await scoreSplit(this.#model, indices)
    this.#pace.validated(this.#now() - before)
    return { validationLoss: loss / indices.length, validationAccuracy: correct / indices.length }
  }

  async #paused(): Promise<void> {
    this.#options.emit({ type: 'paused', step: this.#progress.step })
    // Weights that are spoilt are not written, and the next step finds them out.
    await this.#keeper.keepLast(this.#progress)
  }

  #resumed(): void {
    this.#options.emit({ type: 'resumed', step: this.#progress.step })
  }

  /** The run ends with all its steps saved. */
  async #complete(reason: 'finished' | 'stopped'): Promise<End> {
    const saved = await this.#keeper.keepLast(this.#progress)
    if (saved === spoilt) return this.#diverged(this.#progress.step)
    const unwritten = this.#keeper.unwritten('best') ?? this.#keeper.unwritten('last')
    return unwritten ? this.#end('failed', unwritten) : this.#end(reason)
  }

  /** The weights are spoilt: what was saved before stays. */
  async #diverged(step: number): Promise<End> {
    const { learningRate } = this.#params.settings.optimizer
    return this.#fail('diverged', problem('training.diverged', { step, learningRate }))
  }

  /** The run ends, with the best epoch saved where that is possible. */
  async #fail(reason: 'diverged' | 'failed', found: Problem): Promise<End> {
    await this.#keeper.flush()
    return this.#end(reason, this.#keeper.unwritten('best') ?? found)
  }

  #end(reason: End['reason'], found?: Problem): End {
    return {
      type: 'end',
      reason,
      best: this.#keeper.kept,
      final: this.#progress.final,
      ...(found && { problem: found }),
    }
  }
}
