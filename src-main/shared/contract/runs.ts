import type { ArchitectureSpec } from '../architecture/spec.ts'
import type { Problem } from '../result.ts'
import type { TrainingSettings } from '../training-settings.ts'
import type { Preprocessing, SplitName } from './data.ts'
import type { Score, TrainingEvent } from './training.ts'

/** `run.json`: everything that a run's numbers depend on. */
export interface RunRecord {
  readonly schemaVersion: 1
  readonly id: string
  readonly name: string
  readonly created: string
  readonly spec: ArchitectureSpec
  readonly dataset: {
    readonly id: string
    readonly name: string
    readonly fingerprint: string
    readonly split: Readonly<Record<SplitName, number>>
  }
  readonly classNames: readonly string[]
  readonly preprocessing: Preprocessing
  readonly settings: TrainingSettings
  /** What the settings were before they were changed, oldest first. */
  readonly earlierSettings?: readonly EarlierSettings[]
  readonly versions: Readonly<Record<string, string>>
  readonly device: { readonly name: string; readonly threads: number }
}

export interface EarlierSettings {
  readonly settings: TrainingSettings
  /** Epochs done under them, with the fraction of the one that was going on. */
  readonly untilEpoch: number
  /** More epochs were asked for, or memory ran out. */
  readonly because: 'epochs' | 'memory'
}

export interface RunSummary {
  readonly record: RunRecord
  readonly phase: 'running' | 'interrupted' | Extract<TrainingEvent, { type: 'end' }>['reason']
  readonly epochsDone: number
  readonly best: Score | null
  /** There is a checkpoint to predict with. */
  readonly usable: boolean
}

export interface Evaluation {
  readonly split: SplitName
  readonly images: number
  readonly loss: number
  readonly accuracy: number
  /** Share of the pictures with fewer than five classes more probable than the true one: among the first five, ties in its favour. */
  readonly top5: number
  /** The weights are of another checkpoint, since the one asked for is damaged. */
  readonly warning?: Problem
  /** Rows: true class, columns: predicted class. */
  readonly confusion: readonly (readonly number[])[]
  readonly perClass: readonly {
    readonly label: string
    readonly images: number
    /** Null where the split has no picture of the class. */
    readonly accuracy: number | null
  }[]
}

export interface RunRequests {
  'runs:list': { params: null; result: readonly RunSummary[] }
  'runs:evaluate': { params: { runId: string; split: SplitName }; result: Evaluation }
  'runs:remove': { params: { runId: string }; result: null }
}

export const runRequestNames = [
  'runs:list',
  'runs:evaluate',
  'runs:remove',
] as const satisfies readonly (keyof RunRequests)[]
