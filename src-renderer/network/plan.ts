import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'

/** A run that could be started. */
export interface Plan {
  readonly spec: ArchitectureSpec
  readonly dataset: DatasetSummary
  readonly settings: TrainingSettings
}

/** As main is asked about it. */
export const planRequest = ({ spec, dataset, settings }: Plan) => ({ spec, datasetId: dataset.id, settings })
