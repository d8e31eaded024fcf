import type { Classify } from '../dataset/doctor/doubtful-labels.ts'
import type { Engine } from '../engine/engine-service.ts'
import type { RunStore } from '../runs/run-store.ts'
import { failure, success } from '../shared/result.ts'

/** Has runs' networks look at pictures that are stored already, as the doctor needs it. */
export const createClassify =
  ({ engine, runs }: { engine: Pick<Engine, 'request'>; runs: RunStore }): Classify =>
  async runId => {
    const record = await runs.get(runId)
    if (!record.ok) return record
    const checkpoint = runs.checkpoint(runId)
    if (!checkpoint) return failure('runs.not-trained', { id: runId })
    const { spec, classNames, preprocessing } = record.value
    const run = { folder: runs.folder(runId), spec, classNames }
    return success({
      shape: preprocessing.shape,
      classNames,
      datasetId: record.value.dataset.id,
      classify: async (count, pictures) => {
        const answer = await engine.request('predict', { run, checkpoint, count, pictures })
        return answer.ok ? success(answer.value.probabilities) : answer
      },
    })
  }
