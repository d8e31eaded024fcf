import type { ArchitectureSpec } from '../architecture/spec.ts'
import type { Problem } from '../result.ts'
import type { TrainingSettings } from '../training-settings.ts'
import type { SplitName } from './data.ts'
import type { Evaluation } from './runs.ts'
import type { TrainingEvent } from './training.ts'

export interface EngineDevice {
  /** No two devices of a computer have the same. */
  readonly name: string
  readonly kind: 'cpu' | 'gpu'
  readonly memoryBytes: number
  /** It multiplies matrices in bfloat16 by instructions of its own; without them that is slower than float32. */
  readonly bfloat16?: boolean
}

export interface EngineInfo {
  readonly tfjs: string
  readonly tensorflow: string
  /** All that TensorFlow can use; the first is the one that computes. */
  readonly devices: readonly EngineDevice[]
  readonly threads: number
}

export type EngineStatus =
  | { readonly state: 'starting' }
  | { readonly state: 'ready' | 'busy'; readonly info: EngineInfo }
  | { readonly state: 'lost'; readonly problem: Problem; readonly details: string }

/** A stored data set, as the worker opens it: the folder's files are described in src-main/dataset/README.md. */
export interface StoredDataset {
  readonly folder: string
  readonly images: number
}

/** A run's folder with what is needed to build its network; the weights are its checkpoints. */
export interface StoredRun {
  readonly folder: string
  readonly spec: ArchitectureSpec
  readonly classNames: readonly string[]
}

/** Main process to worker. `pictures`: count x height x width x channels, uint8, NHWC. */
export interface EngineRequests {
  hello: { params: null; result: EngineInfo }
  /** Answers when the run has ended; progress comes as events. */
  train: {
    params: {
      run: StoredRun
      dataset: StoredDataset
      settings: TrainingSettings
      /** From the run's last checkpoint, and where none was written from the beginning. */
      resume: boolean
      /** Early stopping counts anew the epochs in which the loss does not improve; absent: it goes on counting. */
      patienceAnew?: boolean
      /** Batches that the run had before memory ran out; its checkpoint may be of one of them. */
      earlierBatchSizes?: readonly number[]
    }
    result: Extract<TrainingEvent, { type: 'end' }>
  }
  pause: { params: null; result: null }
  continue: { params: null; result: null }
  stop: { params: null; result: null }
  evaluate: {
    params: { run: StoredRun; checkpoint: 'best' | 'last'; dataset: StoredDataset; split: SplitName }
    result: Evaluation
  }
  /** `probabilities`: count x classes, row by row. `warning`: the weights are of another checkpoint, since the one asked for is damaged. */
  predict: {
    params: { run: StoredRun; checkpoint: 'best' | 'last'; count: number; pictures: Uint8Array }
    result: { probabilities: Float32Array; warning?: Problem }
  }
  /**
   * Where a run's network looks for a class in each picture (Grad-CAM): `heat`, count x height x width, not negative; `probabilities`: count x classes.
   * `warning` as of `predict`.
   */
  explain: {
    params: {
      run: StoredRun
      checkpoint: 'best' | 'last'
      count: number
      pictures: Uint8Array
      /** One a picture. */
      classes: Int32Array
    }
    result: { heat: Float32Array; probabilities: Float32Array; warning?: Problem }
  }
  /** What every layer of a network puts out for one picture, [h, w, c] or [units] by the layer's id, and the convolutions' kernels and biases by their names in a checkpoint. */
  activations: {
    params: {
      spec: ArchitectureSpec
      classes: number
      /** First weights of this seed, or those of a run with this network. */
      weights: { seed: number } | { folder: string; checkpoint: 'best' | 'last' }
      picture: Uint8Array
    }
    result: {
      activations: ReadonlyMap<string, StoredValues>
      kernels: ReadonlyMap<string, StoredValues>
      warning?: Problem
    }
  }
  compile: {
    params: {
      spec: ArchitectureSpec
      classes: number
      settings: TrainingSettings
      folder: string
    }
    result: CompiledModel
  }
  /** A few steps as a run would take them, with pictures made up on the spot; the weights are thrown away. */
  measure: {
    params: { spec: ArchitectureSpec; classes: number; settings: TrainingSettings }
    result: MeasuredTime
  }
  /** Memory that a run may take on the device that computes: what is free, and what the worker holds and does not use. */
  'free-memory': { params: null; result: { bytes: number } }
  /** Ten seeded steps on the device that computes and on the processor. */
  'self-test': { params: null; result: SelfTest }
  /** Speed with pictures made up on the spot. `eager`: TensorFlow.js as it is, to compare with (training only). */
  bench: {
    params: {
      spec: ArchitectureSpec
      classes: number
      batchSize: number
      optimizer: TrainingSettings['optimizer']
      /** Of training in the graph; absent: float32. */
      precision?: TrainingSettings['precision']
      seconds: number
      phase: 'train' | 'predict'
      engine: 'graph' | 'eager'
      /** As in training's settings: on several cards, a network's towers are on one each. */
      device?: string
    }
    result: BenchResult
  }
}

/** Numbers row by row, the last side fastest. */
export interface StoredValues {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface MeasuredTime {
  readonly secondsPerStep: number
  /** Of all of the processor's threads together: what other programs take meanwhile does not count. */
  readonly processorSecondsPerStep: number
  /** Of a picture that is scored, as those for validation are. */
  readonly secondsPerScoredPicture: number
}

export interface SelfTest {
  readonly steps: number
  /** Largest difference of two losses of the same step, as a share of the processor's. */
  readonly furthest: number
  /** Whether that is no more than rounding. */
  readonly agrees: boolean
}

export interface BenchResult {
  /** Median of `runs`. */
  readonly imagesPerSecond: number
  /** Pictures a second of each round of about half a second. */
  readonly runs: readonly number[]
  readonly peakRssBytes: number
}

export interface CompiledTensor {
  readonly name: string
  readonly dtype: string
  /** -1: any length. */
  readonly shape: readonly number[]
}

export interface CompiledModel {
  readonly nodes: number
  readonly signatures: Readonly<
    Record<
      string,
      { readonly inputs: readonly CompiledTensor[]; readonly outputs: readonly CompiledTensor[] }
    >
  >
}

export type EngineRequestName = keyof EngineRequests

export type ToWorker = {
  [Name in EngineRequestName]: { id: number; name: Name; params: EngineRequests[Name]['params'] }
}[EngineRequestName]

export type FromWorker =
  | { kind: 'result'; id: number; value: unknown }
  | { kind: 'problem'; id: number; problem: Problem }
  /** A bug in the worker. */
  | { kind: 'crash'; id: number; message: string; stack: string }
  | { kind: 'training'; event: TrainingEvent }
