interface Limits {
  readonly least: number
  readonly most: number
  readonly whole?: true
}

/** Bounds of the settings' numbers: for what comes from outside, for the command line and for the fields of the window. */
export const trainingLimits = {
  epochs: { least: 1, most: 100_000, whole: true },
  batchSize: { least: 1, most: 65_536, whole: true },
  seed: { least: 0, most: 2 ** 31 - 1, whole: true },
  learningRate: { least: 1e-12, most: 1000 },
  momentum: { least: 0, most: 0.9999 },
  weightDecay: { least: 0, most: 1 },
  /** Of the schedules: epochs between two steps, epochs of patience, and what the rate is multiplied by. */
  every: { least: 1, most: 100_000, whole: true },
  patience: { least: 1, most: 100_000, whole: true },
  factor: { least: 0.001, most: 0.999 },
  warmUpEpochs: { least: 0, most: 1000 },
  clipNorm: { least: 1e-6, most: 1e6 },
  earlyStopping: { least: 1, most: 100_000, whole: true },
  shift: { least: 0, most: 0.5 },
  rotation: { least: 0, most: 180 },
  zoom: { least: 0, most: 0.9 },
  brightness: { least: 0, most: 1 },
  contrast: { least: 0, most: 1 },
  pcaColor: { least: 0, most: 10 },
} as const satisfies Record<string, Limits>

/** What each kind of random change is where a person asks for it without saying how much; `pcaColor` as in Krizhevsky et al. 2012, section 4.1. */
export const usualAugmentation = {
  shift: 0.06,
  mirror: true,
  rotation: 10,
  zoom: 0.1,
  brightness: 0.1,
  contrast: 0.2,
  pcaColor: 0.1,
} as const
