import { checkpointFile } from '../../src-main/engine/worker/checkpoint-files.ts'
import { fitNetwork } from '../../src-main/engine/worker/fit.ts'
import { readTensors } from '../../src-main/engine/worker/safetensors.ts'
import { createTrainingControl, type TrainingControl } from '../../src-main/engine/worker/training-control.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { StoredDataset, StoredRun } from '../../src-main/shared/contract/engine.ts'
import type { TrainingEvent } from '../../src-main/shared/contract/training.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'
import { newFolder, type PictureSettings, storePictures } from './stored-pictures.ts'

export const classNames = ['zero', 'one', 'two', 'three']
export const pictures: PictureSettings = {
  shape: { height: 32, width: 32, channels: 1 },
  classes: 4,
  train: 205,
  validation: 60,
  test: 43,
  seed: 1,
}
export const settings: TrainingSettings = {
  epochs: 3,
  batchSize: 20,
  optimizer: { kind: 'adam', learningRate: 0.001 },
  seed: 2 ** 33 + 5,
}

let stored: Promise<StoredDataset> | undefined

/** The pictures that runs learn from where nothing else is said. */
export function barDataset(): Promise<StoredDataset> {
  stored ??= storePictures(pictures)
  return stored
}

export async function newRun(): Promise<StoredRun> {
  return { folder: await newFolder(), spec: presets['lenet-modern'].spec, classNames }
}

export interface TrainOptions {
  readonly run?: StoredRun
  readonly dataset?: StoredDataset
  readonly settings?: Partial<TrainingSettings>
  readonly resume?: boolean
  readonly patienceAnew?: boolean
  readonly earlierBatchSizes?: readonly number[]
  readonly branches?: number
  readonly onEvent?: (event: TrainingEvent, control: TrainingControl) => void
  /** Absent: each look at the clock is half a second later, so that every step is told of. */
  readonly now?: () => number
}

/** A run from its start, or where it goes on, to its end. */
export async function train(options: TrainOptions = {}) {
  const run = options.run ?? (await newRun())
  const events: TrainingEvent[] = []
  const control = createTrainingControl()
  let seconds = 0
  const end = await fitNetwork(
    {
      run,
      dataset: options.dataset ?? (await barDataset()),
      settings: { ...settings, ...options.settings },
      resume: options.resume ?? false,
      patienceAnew: options.patienceAnew ?? false,
      earlierBatchSizes: options.earlierBatchSizes ?? [],
    },
    {
      branches: options.branches ?? 2,
      device: 'test',
      threads: 2,
      control,
      now: options.now ?? (() => (seconds += 0.5)),
      emit: event => {
        events.push(event)
        options.onEvent?.(event, control)
      },
    },
  )
  return { run, events, end }
}

export const ofType = <T extends TrainingEvent['type']>(events: readonly TrainingEvent[], type: T) =>
  events.filter((event): event is Extract<TrainingEvent, { type: T }> => event.type === type)

export const weights = (run: StoredRun, name: 'best' | 'last' = 'last') =>
  readTensors(checkpointFile(run.folder, name))

/** What its epochs came to, but for the time they took. */
export const scores = (events: readonly TrainingEvent[]) =>
  ofType(events, 'epoch').map(({ imagesPerSecond, ...score }) => score)
