import { presetIds, presets } from '../../shared/architecture/presets/index.ts'
import { summarize } from '../../shared/architecture/summary.ts'
import { columns } from '../output.ts'
import type { Verb } from '../verb.ts'

export const networks: Verb = {
  usage: 'networks',
  options: {},
  positionals: [0, 0],
  async run({ output }) {
    const list = presetIds.map(id => {
      const { spec, source } = presets[id]
      const { height, width, channels } = spec.input
      const { parameters } = summarize(spec, 10)
      return { id, name: spec.name, input: [height, width, channels], parameters, source }
    })
    if (output.json) {
      for (const entry of list) output.data(entry, undefined)
    } else {
      output.data(
        undefined,
        columns(list.map(entry => [entry.id, entry.input.join('x'), entry.parameters, entry.source])),
      )
    }
    return 0
  },
}
