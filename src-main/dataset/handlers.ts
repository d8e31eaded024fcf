import type { Emit, Handlers } from '../ipc/handlers.ts'
import type { DataRequests, ImportProgress } from '../shared/contract/data.ts'
import type { DataChangeRequests } from '../shared/contract/data-changes.ts'
import { failure, success } from '../shared/result.ts'
import type { ImportHooks } from './import-dataset.ts'
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
}): Handlers<DataRequests & DataChangeRequests> {
  let current: AbortController | undefined

  const onProgress = (progress: ImportProgress) => emit('data:progress', progress)

  /** What `data:cancel-import` ends; a second one is refused as busy, and "cancel" still means the first. */
  async function cancellable<T>(work: (hooks: ImportHooks) => Promise<T>): Promise<T> {
    const own = new AbortController()
    current ??= own
    try {
      return await work({ onProgress, signal: own.signal })
    } finally {
      if (current === own) current = undefined
    }
  }

  return {
    'data:list': async () => success(await datasets.list()),
    'data:get': ({ datasetId }) => datasets.get(datasetId),
    'data:import': ({ source, options }) => cancellable(hooks => datasets.import(source, options, hooks)),
    'data:cancel-import': async () => {
      current?.abort()
      return success(null)
    },
    'data:change': ({ datasetId, change }) => cancellable(hooks => datasets.change(datasetId, change, hooks)),
    'data:undo': ({ datasetId }) => datasets.undo(datasetId),
    'data:redo': ({ datasetId }) => datasets.redo(datasetId),
    'data:make-current': ({ datasetId }) => datasets.makeCurrent(datasetId),
    'data:versions': ({ datasetId }) => datasets.versions(datasetId),
    'data:pictures': request => datasets.pictures(request),
    'data:problems': ({ datasetId }) => datasets.problems(datasetId),
    'data:remove': async ({ datasetId, evenIfNeeded = false }) => {
      const versions = await datasets.versions(datasetId)
      if (!versions.ok) return versions
      const isLearntFrom = versions.value.some(({ id }) => isInUse(id))
      return isLearntFrom ? failure('data.in-use', {}) : datasets.remove(datasetId, { evenIfNeeded })
    },
  }
}
