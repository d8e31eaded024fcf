import { type PresetId, presets } from './architecture/presets/index.ts'
import type { ArchitectureSpec } from './architecture/spec.ts'
import type { TrainingSettings } from './training-settings.ts'

/** A network needs hundreds of steps to learn anything, however few the pictures are. */
const enoughSteps = 500
const stepsAnEpoch = 20
const smallestBatch = 8
const usualEpochs = 10
const mostEpochs = 100

/**
 * Settings with which a network learns from `trainingPictures` pictures: its preset's, with smaller batches and more epochs
 * where there are few pictures.
 */
export function defaultTraining(spec: ArchitectureSpec, trainingPictures: number): TrainingSettings {
  const { batchSize, ...preset } = (presets[spec.id as PresetId] ?? presets['lenet-modern']).training
  const fitting = 2 ** Math.floor(Math.log2(Math.max(1, trainingPictures / stepsAnEpoch)))
  const batch = Math.min(batchSize, Math.max(smallestBatch, fitting))
  const steps = Math.max(1, Math.ceil(trainingPictures / batch))
  const epochs = Math.min(mostEpochs, Math.max(usualEpochs, Math.ceil(enoughSteps / steps)))
  return { epochs, batchSize: batch, seed: 42, ...preset }
}
