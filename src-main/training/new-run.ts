import { randomBytes } from 'node:crypto'
import { fitToData } from '../shared/architecture/fit-to-data.ts'
import { inferShapes } from '../shared/architecture/shapes.ts'
import type { ArchitectureSpec } from '../shared/architecture/spec.ts'
import { classesInUse, type DatasetSummary } from '../shared/contract/data.ts'
import type { EngineInfo } from '../shared/contract/engine.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import { failure, type Result, success } from '../shared/result.ts'
import type { TrainingSettings } from '../shared/training-settings.ts'

/** The network reading the data set's pictures, where it can. */
export function fittingSpec(spec: ArchitectureSpec, dataset: DatasetSummary): Result<ArchitectureSpec> {
  const fitted = fitToData(spec, dataset.preprocessing.shape)
  const [first] = inferShapes(fitted, classesInUse(dataset).length).problems
  if (first) return { ok: false, problem: first.problem }
  return dataset.split.train > 0 ? success(fitted) : failure('training.no-pictures', { split: 'train' })
}

/** Everything that a new run's numbers will depend on; `taken`: the names that other runs have. */
export function newRunRecord(parts: {
  spec: ArchitectureSpec
  dataset: DatasetSummary
  settings: TrainingSettings
  engine: EngineInfo
  versions: Record<string, string>
  taken: ReadonlySet<string>
}): RunRecord {
  const { spec, dataset, engine } = parts
  const created = new Date().toISOString()
  return {
    schemaVersion: 1,
    id: newId(created, spec.id),
    name: newName(spec.name, parts.taken),
    created,
    spec,
    dataset: {
      id: dataset.id,
      name: dataset.name,
      fingerprint: dataset.fingerprint,
      split: dataset.split,
    },
    classNames: classesInUse(dataset).map(({ name }) => name),
    preprocessing: dataset.preprocessing,
    settings: parts.settings,
    versions: { ...parts.versions, tfjs: engine.tfjs, tensorflow: engine.tensorflow },
    device: { name: engine.devices[0]?.name ?? 'CPU', threads: engine.threads },
  }
}

/** Sorts by time, names the network and is a folder's name on every system. */
function newId(created: string, network: string): string {
  const time = created.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  const name = network.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 40)
  return `${time}-${name}-${randomBytes(2).toString('hex')}`
}

function newName(network: string, taken: ReadonlySet<string>): string {
  let number = taken.size + 1
  while (taken.has(`${network} #${number}`)) number++
  return `${network} #${number}`
}
