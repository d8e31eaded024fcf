import type { Emit, Handlers } from '../ipc/handlers.ts'
import type { DataRequests } from '../shared/contract/data.ts'
import { failure, success } from '../shared/result.ts'
import type { Datasets } from './service.ts'

/** The data room's answers. */
export function dataHandlers({
  datasets,
  emit,
  isInUse,
}: {
  datasets: Datasets
  emit: Emit
  /** Whether a run learns from the data set at this moment. */
  isInUse: (id: string) => boolean
}): Handlers<DataRequests> {
  let current: AbortController | undefined

  return {
    'data:list': async () => success(await datasets.list()),
    'data:import': async ({ source, options }) => {
      const own = new AbortController()
      current ??= own // a second one is refused as busy, and "cancel" still means the first
      const onProgress = (progress: Parameters<typeof emit<'data:progress'>>[1]) =>
        emit('data:progress', progress)
      try {
        return await datasets.import(source, options, { onProgress, signal: own.signal })
      } finally {
        if (current === own) current = undefined
      }
    },
    'data:cancel-import': async () => {
      current?.abort()
      return success(null)
    },
    'data:pictures': request => datasets.pictures(request),
    'data:problems': ({ datasetId }) => datasets.problems(datasetId),
    'data:remove': async ({ datasetId }) =>
      isInUse(datasetId) ? failure('data.in-use', {}) : datasets.remove(datasetId),
  }
}
