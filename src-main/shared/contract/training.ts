import type { ArchitectureSpec } from '../architecture/spec.ts'
import type { Problem } from '../result.ts'
import type { Precision, TrainingSettings } from '../training-settings.ts'

export interface Score {
  readonly epoch: number
  readonly loss: number
  readonly accuracy: number
  /** Null where the data set has no validation pictures. */
  readonly validationLoss: number | null
  readonly validationAccuracy: number | null
}

/** What happened in a run, in the order of `seq`; one line each in metrics.ndjson. Losses are means over pictures, in nats. */
export type TrainingEvent =
  | {
      readonly type: 'started'
      /** Epochs done at that moment, with a fraction; absent: none. Steps and epochs told before that lie beyond are undone, and come again. */
      readonly epoch?: number
      /** Epochs whose event has been told; one fewer than `epoch` where all steps of an epoch are done and not its validation. Absent: as `epoch`. */
      readonly epochsTold?: number
      readonly epochs: number
      readonly stepsPerEpoch: number
      readonly device: string
      readonly threads: number
    }
  /** At most about ten a second: means over the last `steps` steps, of which `step` is the last. */
  | {
      readonly type: 'step'
      readonly step: number
      readonly steps: number
      /** Epochs done, with the fraction of the present one. */
      readonly epoch: number
      readonly loss: number
      readonly accuracy: number
      readonly imagesPerSecond: number
      /** Of the last step; absent in runs of versions that had no schedules, here and below. */
      readonly learningRate?: number
      /** Null until it has been measured. */
      readonly secondsLeft: number | null
    }
  | ({
      readonly type: 'epoch'
      readonly step: number
      readonly imagesPerSecond: number
      readonly learningRate?: number
      /** Better than every epoch before; a `checkpoint` event says when its weights are on disk. */
      readonly best: boolean
    } & Score)
  | {
      readonly type: 'checkpoint'
      readonly step: number
      readonly epoch: number
      readonly file: 'last' | 'best'
    }
  /** Something that the run goes on in spite of; told once until it is over. */
  | { readonly type: 'warning'; readonly step: number; readonly problem: Problem }
  | { readonly type: 'paused'; readonly step: number }
  | { readonly type: 'resumed'; readonly step: number }
  | {
      readonly type: 'end'
      /** `early-stopped`: the watched loss had not improved for as many epochs as the settings say. */
      readonly reason: 'finished' | 'early-stopped' | 'stopped' | 'diverged' | 'failed'
      /** The epoch kept on disk; null when none was finished. */
      readonly best: Score | null
      readonly final: Score | null
      readonly problem?: Problem
    }

export type NumberedEvent = TrainingEvent & { readonly seq: number }

export interface TrainingSnapshot {
  readonly runId: string
  readonly phase: 'starting' | 'running' | 'paused' | 'stopping' | 'ended'
  readonly events: readonly NumberedEvent[]
}

export interface MemoryCheck {
  /** Forecast for the whole run. */
  readonly neededBytes: number
  readonly freeBytes: number
  /** The batch asked for where it fits, else the largest that does; 0: not even one picture. */
  readonly batchThatFits: number
}

/** As measured before a run; scoring the validation pictures counts. */
export interface TimeForecast {
  readonly secondsPerStep: number
  readonly secondsPerEpoch: number
}

/** Processor time of a step in each, in seconds: what other programs take meanwhile does not count. */
export type PrecisionTimes = Readonly<Record<Precision, number>>

export interface TrainingRequests {
  'training:start': {
    params: { spec: ArchitectureSpec; datasetId: string; settings: TrainingSettings }
    result: { runId: string }
  }
  /** Goes on with a run that was interrupted or stopped, or asks for more epochs of it. `epochs`: in all; null: as many as it has. */
  'training:continue': { params: { runId: string; epochs: number | null }; result: { runId: string } }
  /** Whether a run would fit into memory; it is refused where not. */
  'training:check-memory': {
    params: { spec: ArchitectureSpec; datasetId: string; settings: TrainingSettings }
    result: MemoryCheck
  }
  /** Takes seconds, and for large networks up to a minute; another one, or the start of a run, ends it with the problem `training.measuring-cancelled`. */
  'training:measure-time': {
    params: { spec: ArchitectureSpec; datasetId: string; settings: TrainingSettings }
    result: TimeForecast
  }
  /** Steps in float32 and in bfloat16; given up as measuring the time is. */
  'training:compare-precisions': {
    params: { spec: ArchitectureSpec; datasetId: string; settings: TrainingSettings }
    result: PrecisionTimes
  }
  'training:cancel-measuring': { params: null; result: null }
  'training:pause': { params: null; result: null }
  'training:resume': { params: null; result: null }
  /** Ends after the present call of the graph; the best epoch's weights stay as `best`. */
  'training:stop': { params: null; result: null }
  /** The run that is going on, or the one asked for; the window draws from this and the events after it. */
  'training:snapshot': { params: { runId: string | null }; result: TrainingSnapshot | null }
}

export interface TrainingEvents {
  /** A batch of what is new, at most about ten a second. */
  'training:events': {
    readonly runId: string
    readonly phase: TrainingSnapshot['phase']
    readonly events: readonly NumberedEvent[]
  }
}

export const trainingRequestNames = [
  'training:start',
  'training:continue',
  'training:check-memory',
  'training:measure-time',
  'training:compare-precisions',
  'training:cancel-measuring',
  'training:pause',
  'training:resume',
  'training:stop',
  'training:snapshot',
] as const satisfies readonly (keyof TrainingRequests)[]

export const trainingEventNames = ['training:events'] as const satisfies readonly (keyof TrainingEvents)[]
