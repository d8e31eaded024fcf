import type { Augmentation } from '../../../../shared/training-settings.ts'
import type { Graph } from '../ir.ts'
import type { Batch } from '../passes/split-over-cores.ts'
import type { RandomKey } from '../random.ts'

export interface AugmentOptions {
  readonly settings: Augmentation
  /** Of the training pictures' colors, as `principalComponents` gives them; needed with `pcaColor`. */
  readonly components: readonly (readonly number[])[] | undefined
}

export interface AugmentContext extends AugmentOptions {
  readonly graph: Graph
  readonly batch: Batch
  readonly key: RandomKey
  /** What a pixel's 0..255 became. */
  readonly range: readonly [low: number, high: number]
}
