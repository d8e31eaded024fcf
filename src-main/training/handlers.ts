import { z } from 'zod'
import type { Emit, Handlers, Schemas } from '../ipc/handlers.ts'
import { specSchema } from '../network/spec-schema.ts'
import type { TrainingRequests } from '../shared/contract/training.ts'
import { success } from '../shared/result.ts'
import { coalesceEvents } from './coalesce-events.ts'
import type { Planning } from './planning-service.ts'
import { settingsSchema } from './settings-schema.ts'
import type { Training } from './training-service.ts'

const text = z.string().min(1).max(500)

const plan = z.strictObject({ spec: specSchema, datasetId: text, settings: settingsSchema })

export const trainingSchemas: Schemas<TrainingRequests> = {
  'training:start': plan,
  'training:continue': z.strictObject({ runId: text, epochs: z.int().min(1).max(100_000).nullable() }),
  'training:check-memory': plan,
  'training:measure-time': plan,
  'training:compare-precisions': plan,
  'training:cancel-measuring': z.null(),
  'training:pause': z.null(),
  'training:resume': z.null(),
  'training:stop': z.null(),
  'training:snapshot': z.strictObject({ runId: text.nullable() }),
}

export function trainingHandlers(
  training: Training,
  planning: Planning,
  emit: Emit,
): Handlers<TrainingRequests> {
  training.onEvent(coalesceEvents(batch => emit('training:events', batch)))
  return {
    'training:start': request => training.start(request),
    'training:continue': request => training.continue(request),
    'training:check-memory': request => planning.checkMemory(request),
    'training:measure-time': request => planning.measureTime(request),
    'training:compare-precisions': request => planning.comparePrecisions(request),
    'training:cancel-measuring': async () => {
      planning.cancelMeasuring()
      return success(null)
    },
    'training:pause': () => training.pause(),
    'training:resume': () => training.resume(),
    'training:stop': () => training.stop(),
    'training:snapshot': async ({ runId }) => success(await training.snapshot(runId)),
  }
}
