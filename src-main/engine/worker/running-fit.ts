import type { EngineRequests } from '../../shared/contract/engine.ts'
import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { type WatchedLoss, watchLoss } from '../../shared/watched-loss.ts'
import type { Checkpoint } from './checkpoint.ts'
import { CheckpointKeeper, spoilt } from './checkpoint-keeper.ts'
import { EngineError } from './engine-error.ts'
import type { FeedOptions } from './feed/picture-feed.ts'
import { findSpoiltLayer } from './find-spoilt-layer.ts'
import { isBetter } from './is-better.ts'
import { advance, noProgress, type Progress } from './progress.ts'
import { scoreSplit } from './score-split.ts'
import { SoundnessCheck } from './soundness-check.ts'
import { StepReport } from './step-report.ts'
import { type Opened, StepTaker } from './step-taker.ts'
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
  readonly feed?: FeedOptions
}

/** Where a run begins: at the beginning, or where a checkpoint was written. */
export type Start = Pick<Checkpoint, 'progress' | 'conditions' | 'best'>

/** One run while it is going on. */
export class RunningFit {
  readonly #params: Params
  readonly #options: FitOptions
  readonly #opened: Opened
  readonly #taker: StepTaker
  readonly #keeper: CheckpointKeeper
  readonly #report: StepReport
  readonly #soundness: SoundnessCheck
  readonly #now: () => number
  readonly #start: Start
  /** The watched loss after each epoch since the start. */
  readonly #watched = new Map<number, WatchedLoss>()
  #progress: Progress
  /** Seconds that the run was paused or let others go first. */
  #waited = 0

  constructor(params: Params, options: FitOptions, opened: Opened, start: Start) {
    const { run, settings } = params
    const { emit, now = () => performance.now() / 1000 } = options
    const { train, validation } = opened.dataset.split
    const { epochs, batchSize } = settings
    this.#params = params
    this.#options = options
    this.#opened = opened
    this.#taker = new StepTaker(opened, settings)
    this.#start = start
    // A checkpoint of an earlier version has less in it.
    const progress = { ...noProgress, ...start.progress }
    const { watched } = progress
    this.#progress = params.patienceAnew ? { ...progress, watched: { ...watched, epochsSince: 0 } } : progress
    this.#now = now
    const plan = { epochs, batchSize, train: train.length, validation: validation.length }
    this.#report = new StepReport({ plan, emit, now })
    const { conditions, best } = start
    const { model } = opened
    this.#soundness = new SoundnessCheck(model, now)
    const keeping = { folder: run.folder, conditions, model, emit, now }
    this.#keeper = new CheckpointKeeper(keeping, best)
  }

  async toTheEnd(): Promise<End> {
    const { epochs, batchSize } = this.#params.settings
    const { device, threads, emit } = this.#options
    const { length } = this.#opened.dataset.split.train
    const stepsPerEpoch = Math.ceil(length / batchSize)
    const { epoch: epochsTold, pictures } = this.#progress
    const epoch = epochsTold + pictures / length
    emit({ type: 'started', epoch, epochsTold, epochs, stepsPerEpoch, device, threads })
    try {
      while (this.#progress.epoch < epochs) {
        if (this.#isStuck()) return await this.#complete('early-stopped')
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
    while (this.#progress.pictures < this.#opened.dataset.split.train.length) {
      if (!(await this.#mayGoOn())) return this.#complete('stopped')
      const before = this.#now()
      const next = await this.#taker.next(this.#progress)
      const bad = this.#call(next, before)
      if (bad !== undefined) return this.#divergedIn(bad)
      if (!this.#soundness.isSound()) return this.#diverged(this.#progress.step)
      const saved = this.#keeper.writeDue(this.#progress, 'within-epoch')
      if (saved === spoilt) return this.#diverged(this.#progress.step)
    }
    return undefined
  }

  /** One call of the graph, for which the run began to fetch pictures at `before`; answers the first step whose loss was not finite. */
  #call(next: Int32Array, before: number): number | undefined {
    const { pace } = this.#report
    const taken = this.#taker.take(this.#progress, next, wholeBatches => pace.steps(wholeBatches))
    pace.trained(taken.pictures, this.#now() - before)
    const bad = taken.results.losses.findIndex(loss => !Number.isFinite(loss))
    if (bad >= 0) return this.#progress.step + bad + 1
    this.#progress = advance(this.#progress, taken.results, taken.pictures)
    this.#report.add(taken, this.#progress)
    return undefined
  }

  /** Scores the validation pictures, keeps the epoch and tells of it. Where the run ends before, its checkpoint is one of an epoch still to be scored. */
  async #finishEpoch(): Promise<End | undefined> {
    const began = this.#now() - this.#waited
    const { step, pictures } = this.#progress
    const learningRate = this.#taker.lastRate(this.#progress)
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
    this.#watched.set(score.epoch, watched)
    const best = isBetter(score, this.#keeper.best) && this.#keeper.keepBest(progress, score)
    if (best === spoilt) return this.#diverged(step)
    this.#progress = progress
    const { pace } = this.#report
    const { imagesPerSecond } = pace
    this.#options.emit({ type: 'epoch', step, imagesPerSecond, learningRate, best, ...score })
    if (progress.epoch === this.#params.settings.epochs) return undefined
    const saved = this.#keeper.writeDue(progress, 'between-epochs')
    if (saved === spoilt) return this.#diverged(step)
    pace.finishedEpoch(this.#now() - this.#waited - began)
    return undefined
  }

  /** Whether the watched loss has not improved for as many epochs as a person has patience for. */
  #isStuck(): boolean {
    const { earlyStopping = Number.POSITIVE_INFINITY } = this.#params.settings
    return this.#progress.watched.epochsSince >= earlyStopping
  }

  /** Undefined: the run was stopped meanwhile. */
  async #validate(): Promise<Pick<Score, 'validationLoss' | 'validationAccuracy'> | undefined> {
    const { model, feed, dataset } = this.#opened
    const indices = dataset.split.validation
    if (indices.length === 0) return { validationLoss: null, validationAccuracy: null }
    const score = await scoreSplit(model, feed, indices, () => this.#mayGoOn())
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
  async #complete(reason: 'finished' | 'early-stopped' | 'stopped'): Promise<End> {
    this.#report.flush(this.#progress)
    const saved = await this.#keeper.keepLast(this.#progress)
    if (saved === spoilt) return this.#diverged(this.#progress.step)
    const unwritten = this.#keeper.unwritten('best') ?? this.#keeper.unwritten('last')
    return unwritten ? this.#end('failed', unwritten) : this.#end(reason)
  }

  /** A step's loss is not finite: the steps before it are taken again to find where that begins. What was saved before stays. */
  async #divergedIn(step: number): Promise<End> {
    this.#report.flush(this.#progress)
    await this.#keeper.flush()
    const { progress, conditions } = this.#start
    return this.#diverged(step, () =>
      findSpoiltLayer(step, {
        params: this.#params,
        opened: this.#opened,
        conditions,
        isWhole: progress.step === 0,
        watched: this.#watched,
        pace: this.#report.pace,
        mayGoOn: () => this.#mayGoOn(),
      }),
    )
  }

  /** The weights are spoilt after a step, which the first pictures of an epoch show as well as any. */
  async #diverged(step: number, findLayer = () => this.#layerSpoiltNow()): Promise<End> {
    const { learningRate } = this.#params.settings.optimizer
    let layer: string | undefined
    try {
      layer = await findLayer()
    } catch (error) {
      // Where the run has diverged matters more than that the layer cannot be told.
      if (!(error instanceof EngineError)) throw error
    }
    return this.#fail(
      'diverged',
      problem('training.diverged', { step, learningRate, ...(layer !== undefined && { layer }) }),
    )
  }

  async #layerSpoiltNow(): Promise<string | undefined> {
    const { seed, batchSize } = this.#params.settings
    const next = await new StepTaker(this.#opened, this.#params.settings).next(noProgress)
    return this.#opened.model.diagnose({
      indices: next.slice(0, batchSize),
      seed,
      first: this.#progress.step,
    })
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
