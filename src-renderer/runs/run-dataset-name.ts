import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import type { RunRecord } from '../../src-main/shared/contract/runs.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import { datasetName } from '../shell/dataset-name.ts'

/** What a run learnt from, called as the other rooms call it; a data set that is gone keeps the name in the record. */
export function runDatasetName(
  t: Messages,
  { dataset }: Pick<RunRecord, 'dataset'>,
  datasets: readonly DatasetSummary[],
): string {
  const sample = datasets.find(({ id }) => id === dataset.id)?.sample ?? null
  return datasetName(t, { name: dataset.name, sample })
}
