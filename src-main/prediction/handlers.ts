import { z } from 'zod'
import type { Emit, Handlers, Schemas } from '../ipc/handlers.ts'
import type { PicturePrediction, PredictionRequests } from '../shared/contract/prediction.ts'
import { success } from '../shared/result.ts'
import type { Prediction } from './prediction-service.ts'

const runId = z.string().min(1).max(500)

export const predictionSchemas: Schemas<PredictionRequests> = {
  'prediction:pictures': z.strictObject({ runId, paths: z.array(z.string().min(1)).min(1).max(100_000) }),
  'prediction:drawing': z
    .strictObject({ runId, side: z.int().min(1).max(1024), pixels: z.instanceof(Uint8Array) })
    .refine(({ side, pixels }) => pixels.length === side * side, { error: 'pixels must be side x side' }),
  'prediction:cancel': z.null(),
}

export function predictionHandlers(prediction: Prediction, emit: Emit): Handlers<PredictionRequests> {
  let current = new AbortController()
  prediction.onWarning(problem => emit('prediction:warning', problem))
  return {
    'prediction:pictures': async ({ runId, paths }) => {
      current.abort()
      current = new AbortController()
      const predictions: PicturePrediction[] = []
      const predicted = await prediction.pictures(
        { runId, paths, top: 5 },
        {
          signal: current.signal,
          onPredicted: some => {
            for (const one of some) predictions.push(one)
          },
          onProgress: progress => emit('prediction:progress', progress),
        },
      )
      return predicted.ok ? success(predictions) : predicted
    },
    'prediction:drawing': request => prediction.drawing(request),
    'prediction:cancel': async () => {
      current.abort()
      return success(null)
    },
  }
}
