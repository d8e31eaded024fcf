import { z } from 'zod'
import type { Handlers, Schemas } from '../ipc/handlers.ts'
import type { Services } from '../services.ts'
import type { RunRequests } from '../shared/contract/runs.ts'
import { failure, success } from '../shared/result.ts'

const runId = z.string().min(1).max(500)

export const runSchemas: Schemas<RunRequests> = {
  'runs:list': z.null(),
  'runs:evaluate': z.strictObject({ runId, split: z.enum(['train', 'validation', 'test']) }),
  'runs:remove': z.strictObject({ runId }),
}

export function runHandlers({ runs, prediction, training, listRuns }: Services): Handlers<RunRequests> {
  return {
    'runs:list': async () => success(await listRuns()),
    'runs:evaluate': request => prediction.evaluate(request),
    'runs:remove': async request =>
      training.activeRun() === request.runId ? failure('training.busy', {}) : runs.remove(request.runId),
  }
}
