import type { Emit, Handlers } from '../ipc/handlers.ts'
import {
  type DataRequests,
  type DatasetSummary,
  type ImportProgress,
  importBegins,
} from '../shared/contract/data.ts'
import type { DataChangeRequests } from '../shared/contract/data-changes.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { ImportHooks } from './import-dataset.ts'
import type { Datasets } from './service.ts'

type Work = (hooks: ImportHooks) => Promise<Result<DatasetSummary>>

interface Current {
  readonly own: AbortController
  progress: ImportProgress
  result: Promise<Result<DatasetSummary | null>>
}

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
  /** The import that is going on: what `data:cancel-import` ends, and what a window that was loaded anew takes up. */
  let current: Current | undefined

  /** A second one is refused as busy, and `current` stays the first. */
  async function cancellable(work: Work): Promise<Result<DatasetSummary>> {
    const own = new AbortController()
    const onProgress = (progress: ImportProgress) => {
      if (current?.own === own) current.progress = progress
      emit('data:progress', progress)
    }
    const begun: Current = { own, progress: importBegins, result: Promise.resolve(success(null)) }
    current ??= begun
    try {
      const result = work({ onProgress, signal: own.signal })
      begun.result = result
      return await result
    } finally {
      if (current === begun) current = undefined
    }
  }

  return {
    'data:list': async () => success(await datasets.list()),
    'data:get': ({ datasetId }) => datasets.get(datasetId),
    'data:import': ({ source, options }) => cancellable(hooks => datasets.import(source, options, hooks)),
    'data:import-progress': async () => success(current?.progress ?? null),
    'data:import-result': async () => (await current?.result) ?? success(null),
    'data:cancel-import': async () => {
      current?.own.abort()
      return success(null)
    },
    'data:change': ({ datasetId, change }) =>
      change.kind === 'add'
        ? cancellable(hooks => datasets.change(datasetId, change, hooks))
        : datasets.change(datasetId, change),
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
