import { columns } from '../output.ts'
import type { Verb } from '../verb.ts'

export const runs: Verb = {
  usage: 'runs',
  options: {},
  positionals: [0, 0],
  async run({ output, messages, services }) {
    const list = await services.listRuns()
    if (output.json) {
      for (const { record, phase, epochsDone, best } of list) {
        const { id, name, created, spec, dataset } = record
        output.data(
          { run: id, name, created, network: spec.id, dataset: dataset.id, phase, epochs: epochsDone, best },
          undefined,
        )
      }
    } else if (list.length > 0) {
      const rows = list.map(({ record, phase, epochsDone, best }) => [
        record.id,
        record.dataset.name,
        phase,
        epochsDone,
        best ? messages.format.percent(best.validationAccuracy ?? best.accuracy) : '',
      ])
      output.data(undefined, columns(rows))
    }
    return 0
  },
}
