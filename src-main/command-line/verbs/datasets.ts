import { columns } from '../output.ts'
import type { Verb } from '../verb.ts'

export const datasets: Verb = {
  usage: 'datasets',
  options: {},
  positionals: [0, 0],
  async run({ output, services }) {
    const list = await services.datasets.list()
    if (output.json) {
      for (const entry of list) output.data({ dataset: entry.id, ...entry }, undefined)
    } else if (list.length > 0) {
      const rows = list.map(entry => [entry.id, entry.name, entry.images, entry.classes.length])
      output.data(undefined, columns(rows))
    }
    return 0
  },
}
