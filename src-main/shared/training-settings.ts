interface CommonOptimizerSettings {
  /** Step size of the update, before the schedule. */
  readonly learningRate: number
  /**
   * Every kernel is also drawn towards zero, as much as decay times itself adds to its gradient (Krizhevsky et al. 2012, section 5; for Adam
   * decoupled, Loshchilov and Hutter 2019, algorithm 2); absent: 0.
   */
  readonly weightDecay?: number
}

/** The optimizers and what each of them needs. */
export type OptimizerSettings = CommonOptimizerSettings &
  (
    | { readonly kind: 'sgd' }
    | {
        readonly kind: 'momentum'
        readonly momentum: number
        /** The gradient is taken where the velocity leads (Nesterov 1983; Sutskever et al. 2013, section 2). */
        readonly nesterov?: boolean
      }
    | { readonly kind: 'adam' }
  )

export type OptimizerKind = OptimizerSettings['kind']

/** How the learning rate changes in a run. */
export type Schedule =
  | { readonly kind: 'constant' }
  /** Times `factor` every `every` epochs. */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** Down to zero along half a cosine over the run (Loshchilov and Hutter 2017, eq. 5, without restarts). */
  | { readonly kind: 'cosine' }
  /** Times `factor` when the validation loss has not improved for `patience` epochs. */
  | { readonly kind: 'plateau'; readonly patience: number; readonly factor: number }

/** Random changes of each training picture, anew each time it is used; absent: none of the kind. */
export interface Augmentation {
  /** Moved by up to this share of the height and width: a random crop of the picture with its border repeated. */
  readonly shift?: number
  /** Left and right exchanged half of the time. */
  readonly mirror?: boolean
  /** Turned by up to so many degrees either way. */
  readonly rotation?: number
  /** Enlarged or reduced by up to this share. */
  readonly zoom?: number
  /** Up to this share of the whole range is added. */
  readonly brightness?: number
  /** Differences to the picture's mean are enlarged or reduced by up to this share. */
  readonly contrast?: number
  /** Deviation of the multiples of the colours' principal components that are added (Krizhevsky et al. 2012, section 4.1: 0.1). */
  readonly pcaColor?: number
}

export type Precision = 'float32' | 'bfloat16'

export interface TrainingSettings {
  readonly epochs: number
  /** Pictures a step. */
  readonly batchSize: number
  readonly optimizer: OptimizerSettings
  /** Every random number of a run (initial weights, shuffling, dropout, augmentation) follows from it. */
  readonly seed: number
  /** Absent: constant. */
  readonly schedule?: Schedule
  /** The rate rises linearly over so many first epochs (Goyal et al. 2017, section 2.2); absent: none. */
  readonly warmUpEpochs?: number
  /** Gradients are scaled down to this norm over all weights together (Pascanu et al. 2013, algorithm 1); absent: never. */
  readonly clipNorm?: number
  /** The run ends when the validation loss has not improved for so many epochs; absent: it never does so. */
  readonly earlyStopping?: number
  readonly augmentation?: Augmentation
  /** Absent: float32. With bfloat16 weights, loss and normalisation stay float32. */
  readonly precision?: Precision
  /** Name of an engine's device; absent: the first. */
  readonly device?: string
}
