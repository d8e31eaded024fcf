import { z } from 'zod'
import type { Handlers, Schemas } from '../ipc/handlers.ts'
import { specSchema } from '../network/spec-schema.ts'
import type { FeatureMapRequests } from '../shared/contract/feature-maps.ts'
import { success } from '../shared/result.ts'
import { trainingLimits } from '../shared/training-limits.ts'
import type { FeatureMapsService } from './feature-maps-service.ts'

const text = z.string().min(1).max(5000)
const count = z.int().min(0).max(1_000_000_000)
const seed = z.int().min(trainingLimits.seed.least).max(trainingLimits.seed.most)

export const featureMapSchemas: Schemas<FeatureMapRequests> = {
  'network:feature-maps': z.strictObject({
    network: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('spec'),
        spec: specSchema,
        classes: z.int().min(2).max(65_536),
        seed,
      }),
      z.strictObject({ kind: z.literal('run'), runId: text }),
    ]),
    picture: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('stored'), datasetId: text, index: count }),
      z.strictObject({ kind: z.literal('file'), path: text }),
    ]),
  }),
  'network:cancel-feature-maps': z.null(),
  'network:leave-feature-maps': z.null(),
  'network:convolution-step': z.strictObject({
    id: text,
    layerId: text,
    filter: count,
    source: count.optional(),
    row: count,
    column: count,
  }),
}

export const featureMapHandlers = (featureMaps: FeatureMapsService): Handlers<FeatureMapRequests> => ({
  'network:feature-maps': request => featureMaps.look(request),
  'network:cancel-feature-maps': async () => {
    featureMaps.cancel()
    return success(null)
  },
  'network:leave-feature-maps': async () => {
    featureMaps.leave()
    return success(null)
  },
  'network:convolution-step': async request => featureMaps.step(request),
})
