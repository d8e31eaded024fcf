import { bytesInMemory } from '../engine/worker/feed/memory-for-pictures.ts'
import { forecastMemory } from '../shared/architecture/memory.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import { branchesFor } from '../shared/branches.ts'
import { classesInUse, type DatasetSummary } from '../shared/contract/data.ts'
import type { EngineInfo } from '../shared/contract/engine.ts'
import type { MemoryCheck } from '../shared/contract/training.ts'
import { type Problem, problem } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'

interface Plan {
  readonly spec: ArchitectureSpec
  readonly dataset: DatasetSummary
  readonly settings: TrainingSettings
  readonly engine: Pick<EngineInfo, 'devices' | 'threads'>
}

/** Compares what training will hold with the bytes that are free. */
export function checkMemory(plan: Plan, freeBytes: number): MemoryCheck {
  // There are no more pictures in a step than there are.
  const batch = Math.min(plan.settings.batchSize, plan.dataset.split.train)
  const neededBytes = bytesFor(plan, batch)
  const fits = neededBytes <= freeBytes
  const batchThatFits = fits ? plan.settings.batchSize : largestBatch(plan, batch, freeBytes)
  return { neededBytes, freeBytes, batchThatFits }
}

export function tooLarge({ neededBytes, freeBytes, batchThatFits }: MemoryCheck): Problem | undefined {
  if (neededBytes <= freeBytes) return undefined
  return problem('training.too-large', { needed: neededBytes, free: freeBytes, batch: batchThatFits })
}

function bytesFor({ spec, dataset, settings, engine }: Plan, batchSize: number): number {
  const branches = branchesFor(engine, batchSize)
  const { height, width, channels } = dataset.preprocessing.shape
  const dataBytes = bytesInMemory(dataset.images * height * width * channels)
  return forecastMemory(spec, classesInUse(dataset).length, {
    settings: { ...settings, batchSize },
    branches,
    dataBytes,
    validation: dataset.split.validation,
  }).total
}

/** By bisection; whole eights from 8 on, which processors divide well. 0: not even a single picture fits. */
function largestBatch(plan: Plan, tooLarge: number, freeBytes: number): number {
  let [fits, fails] = [0, tooLarge]
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2)
    if (bytesFor(plan, middle) <= freeBytes) fits = middle
    else fails = middle
  }
  return fits > 8 ? fits - (fits % 8) : fits
}
