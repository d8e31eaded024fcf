import type { EngineRequests } from '../../shared/contract/engine.ts'
import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import { learningRateAt } from '../../shared/learning-rate.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { watchLoss } from '../../shared/watched-loss.ts'
import type { Checkpoint } from './checkpoint.ts'
import { CheckpointKeeper, spoilt } from './checkpoint-keeper.ts'
import { EngineError } from './engine-error.ts'
import { isBetter } from './is-better.ts'
import type { Model } from './model.ts'
import { advance, noProgress, type Progress } from './progress.ts'
import { scoreSplit } from './score-split.ts'
import { shuffled } from './shuffle.ts'
import { StepReport } from './step-report.ts'
import type { OpenedDataset } from './stored-dataset.ts'
import type { TrainingControl } from './training-control.ts'

type Params = EngineRequests['train']['params']
export type End = Extract<TrainingEvent, { type: 'end' }>

export interface FitOptions {
  readonly device: string
  readonly threads: number
  readonly control: TrainingControl
  readonly emit: (event: TrainingEvent) => void
  /** Seconds of a clock that only runs forward. */
  readonly now?: () => number
}

/** Where a run begins: at the beginning, or where a checkpoint was written. */
export type Start = Pick<Checkpoint, 'progress' | 'conditions' | 'best'>

/** One run while it is going on. */
export class RunningFit {
  readonly #params: Params
  readonly #options: FitOptions
  readonly #model: Model
  readonly #dataset: OpenedDataset
  readonly #keeper: CheckpointKeeper
  readonly #report: StepReport
  readonly #now: () => number
  #progress: Progress
  /** Seconds that the run was paused or let others go first. */
  #waited = 0

  constructor(params: Params, options: FitOptions, model: Model, dataset: OpenedDataset, start: Start) {
    const { run, settings } = params
    const { emit, now = () => performance.now() / 1000 } = options
    const { train, validation } = dataset.split
    const { epochs, batchSize } = settings
    this.#params = params
    this.#options = options
    this.#model = model
    this.#dataset = dataset
    // A checkpoint of an earlier version has less in it.
    this.#progress = { ...noProgress, ...start.progress }
    this.#now = now
    const plan = { epochs, batchSize, train: train.length, validation: validation.length }
    this.#report = new StepReport({ plan, emit, now })
    const { conditions, best } = start
    this.#keeper = new CheckpointKeeper({ folder: run.folder, conditions, model, emit, now }, best)
  }

  async toTheEnd(): Promise<End> {
    const { epochs, batchSize } = this.#params.settings
    const { device, threads, emit } = this.#options
    const stepsPerEpoch = Math.ceil(this.#dataset.split.train.length / batchSize)
    const epoch = this.#progress.epoch + this.#progress.pictures / this.#dataset.split.train.length
    emit({ type: 'started', epoch, epochs, stepsPerEpoch, device, threads })
    try {
      while (this.#progress.epoch < epochs) {
        const ended = (await this.#trainEpoch()) ?? (await this.#finishEpoch())
        if (ended) return ended
      }
      return await this.#complete('finished')
    } catch (error) {
      // Caught here and not further out, since here it is known which epoch was kept.
      if (error instanceof EngineError) return await this.#fail('failed', error.problem)
      throw error
    }
  }

  /** Trains what is left of an epoch; answers where the run ends in it. */
  async #trainEpoch(): Promise<End | undefined> {
    const { seed, batchSize } = this.#params.settings
    const order = shuffled(this.#dataset.split.train, seed, this.#progress.epoch)
    while (this.#progress.pictures < order.length) {
      if (!(await this.#mayGoOn())) return this.#complete('stopped')
      const first = this.#progress.pictures
      const wholeBatches = Math.floor((order.length - first) / batchSize)
      const steps = wholeBatches > 0 ? this.#report.pace.steps(wholeBatches) : 1
      const indices = order.slice(first, Math.min(first + steps * batchSize, order.length))
      const bad = this.#call(indices, steps)
      if (bad !== undefined) return this.#diverged(bad)
      const saved = this.#keeper.writeDue(this.#progress, 'within-epoch')
      if (saved === spoilt) return this.#diverged(this.#progress.step)
    }
    return undefined
  }

  /** One call of the graph; answers the first step whose loss was not finite. */
  #call(indices: Int32Array, steps: number): number | undefined {
    const before = this.#now()
    const { seed } = this.#params.settings
    const rates = this.#rates(steps)
    const results = this.#model.train({ indices, rates, seed, first: this.#progress.step })
    this.#report.pace.trained(indices.length, this.#now() - before)
    const bad = results.losses.findIndex(loss => !Number.isFinite(loss))
    if (bad >= 0) return this.#progress.step + bad + 1
    this.#progress = advance(this.#progress, results, indices.length)
    this.#report.add(results, indices.length, this.#progress)
    return undefined
  }

  /** Learning rates of the next steps. */
  #rates(steps: number): Float32Array {
    const { settings } = this.#params
    const { epoch, pictures, watched } = this.#progress
    const all = this.#dataset.split.train.length
    const after = (batches: number) => epoch + Math.min(all, pictures + batches * settings.batchSize) / all
    return Float32Array.from({ length: steps }, (_, step) =>
      learningRateAt(settings, { from: after(step), to: after(step + 1), drops: watched.drops }),
    )
  }

  /** Scores the validation pictures, keeps the epoch and tells of it. Where the run ends before, its checkpoint is one of an epoch still to be scored. */
  async #finishEpoch(): Promise<End | undefined> {
    const began = this.#now() - this.#waited
    const { step, pictures } = this.#progress
    const validation = await this.#validate()
    if (!validation) return this.#complete('stopped')
    const score: Score = {
      epoch: this.#progress.epoch + 1,
      loss: this.#progress.lossSum / pictures,
      accuracy: this.#progress.correct / pictures,
      ...validation,
    }
    if (score.validationLoss !== null && !Number.isFinite(score.validationLoss)) {
      return this.#diverged(step)
    }
    const loss = score.validationLoss ?? score.loss
    const watched = watchLoss(this.#progress.watched, loss, this.#params.settings.schedule)
    const progress = { ...noProgress, step, epoch: score.epoch, final: score, watched }
    const best = isBetter(score, this.#keeper.best) && this.#keeper.keepBest(progress, score)
    if (best === spoilt) return this.#diverged(step)
    this.#progress = progress
    const { pace } = this.#report
    this.#options.emit({ type: 'epoch', step, imagesPerSecond: pace.imagesPerSecond, best, ...score })
    if (progress.epoch === this.#params.settings.epochs) return undefined
    const saved = this.#keeper.writeDue(progress, 'between-epochs')
    if (saved === spoilt) return this.#diverged(step)
    pace.finishedEpoch(this.#now() - this.#waited - began)
    return undefined
  }

  /** Undefined: the run was stopped meanwhile. */
  async #validate(): Promise<Pick<Score, 'validationLoss' | 'validationAccuracy'> | undefined> {
    const indices = this.#dataset.split.validation
    if (indices.length === 0) return { validationLoss: null, validationAccuracy: null }
    const score = await scoreSplit(this.#model, indices, () => this.#mayGoOn())
    return (
      score && {
        validationLoss: score.loss / indices.length,
        validationAccuracy: score.correct / indices.length,
      }
    )
  }

  async #mayGoOn(): Promise<boolean> {
    const before = this.#now()
    const goOn = await this.#options.control.mayGoOn({
      paused: () => this.#paused(),
      resumed: () => this.#options.emit({ type: 'resumed', step: this.#progress.step }),
    })
    this.#waited += this.#now() - before
    return goOn
  }

  async #paused(): Promise<void> {
    this.#report.flush(this.#progress)
    this.#options.emit({ type: 'paused', step: this.#progress.step })
    // Weights that are spoilt are not written, and the next step finds them out.
    await this.#keeper.keepLast(this.#progress)
  }

  /** The run ends with all its steps saved. */
  async #complete(reason: 'finished' | 'stopped'): Promise<End> {
    this.#report.flush(this.#progress)
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
    this.#report.flush(this.#progress)
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
