import { z } from 'zod'
import type { TrainingSettings } from '../shared/training-settings.ts'

const learningRate = z.number().positive().max(1000)

export const settingsSchema: z.ZodType<TrainingSettings> = z.strictObject({
  epochs: z.int().min(1).max(100_000),
  batchSize: z.int().min(1).max(65_536),
  optimizer: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sgd'), learningRate }),
    z.strictObject({ kind: z.literal('momentum'), learningRate, momentum: z.number().min(0).lt(1) }),
    z.strictObject({ kind: z.literal('adam'), learningRate }),
  ]),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
})
