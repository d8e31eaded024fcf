/** The optimizers and what each of them needs; `learningRate` is the step size of the update. */
export type OptimizerSettings =
  | { readonly kind: 'sgd'; readonly learningRate: number }
  | { readonly kind: 'momentum'; readonly learningRate: number; readonly momentum: number }
  | { readonly kind: 'adam'; readonly learningRate: number }

export type OptimizerKind = OptimizerSettings['kind']

export interface TrainingSettings {
  readonly epochs: number
  /** Pictures a step. */
  readonly batchSize: number
  readonly optimizer: OptimizerSettings
  /** Every random number of a run (initial weights, shuffling) follows from it. */
  readonly seed: number
}
