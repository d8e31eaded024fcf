import { findNetwork } from '../../network/find-network.ts'
import { defaultTraining } from '../../shared/training-defaults.ts'
import { followRun } from '../follow-run.ts'
import { UsageError } from '../parse-values.ts'
import { settingsFrom, trainingOptions, trainingUsage } from '../training-options.ts'
import type { Values, Verb } from '../verb.ts'

export const train: Verb = {
  usage: `train --data DATASET --network PRESET|spec.json|OWN ${trainingUsage}`,
  options: { data: { type: 'string' }, network: { type: 'string' }, ...trainingOptions },
  positionals: [0, 0],
  endsItself: true,
  async run(context, values) {
    const { output, services } = context
    const datasetId = required(values, 'data')
    const network = await findNetwork(required(values, 'network'), services.networks)
    if (!network.ok) return output.fail(network.problem)
    const dataset = await services.datasets.get(datasetId)
    if (!dataset.ok) return output.fail(dataset.problem)
    const defaults = defaultTraining(network.value.spec, dataset.value.split.train)
    const settings = settingsFrom(values, defaults)
    return followRun(context, () =>
      services.training.start({ spec: network.value.spec, datasetId, settings }),
    )
  },
}

function required(values: Values, name: string): string {
  const value = values[name]
  if (value === undefined) throw new UsageError(cli => cli.missingOption({ name }))
  return value
}
