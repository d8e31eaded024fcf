import { z } from 'zod'
import type { Emit, Handlers, Schemas } from '../../ipc/handlers.ts'
import { type DoctorRequests, findingKinds } from '../../shared/contract/data-doctor.ts'
import { success } from '../../shared/result.ts'
import type { Doctor, DoctorHooks } from './doctor-service.ts'

const datasetId = z.string().min(1).max(100)

export const doctorSchemas: Schemas<DoctorRequests> = {
  'data:examine': z.strictObject({ datasetId }),
  'data:cancel-examine': z.null(),
  'data:finding-pictures': z.strictObject({
    datasetId,
    kind: z.enum(findingKinds),
    offset: z.int().min(0),
    limit: z.int().min(0).max(1000),
  }),
  'data:doubtful-labels': z.strictObject({ datasetId, runId: z.string().min(1).max(500) }),
}

export function doctorHandlers(doctor: Doctor, emit: Emit): Handlers<DoctorRequests> {
  const hooks: DoctorHooks = { onProgress: progress => emit('data:examine-progress', progress) }
  return {
    'data:examine': ({ datasetId }) => doctor.examine(datasetId, hooks),
    'data:cancel-examine': async () => {
      doctor.cancel()
      return success(null)
    },
    'data:finding-pictures': request => doctor.pictures(request, hooks),
    'data:doubtful-labels': request => doctor.doubtfulLabels(request, hooks),
  }
}
