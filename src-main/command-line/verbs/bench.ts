import { findNetwork } from '../../network/find-network.ts'
import type { BenchResult } from '../../shared/contract/engine.ts'
import { columns } from '../output.ts'
import { choiceOption, numberOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

/** Measured where none is asked for: small steps, where overhead shows, and large ones, where arithmetic does. */
const usualBatches = [32, 128]

/** Speed of the compiled graph, and in the same minute that of TensorFlow.js as it is. */
export const bench: Verb = {
  usage: 'bench [--network lenet-modern] [--batch 128] [--seconds 5] [--phase train|predict]',
  options: {
    network: { type: 'string' },
    batch: { type: 'string' },
    seconds: { type: 'string' },
    phase: { type: 'string' },
  },
  positionals: [0, 0],
  async run({ output, messages, services }, values) {
    const phase = choiceOption('phase', values['phase'], ['train', 'predict'], 'train')
    const seconds = numberOption('seconds', values['seconds'], 5, { least: 1, most: 600 })
    const asked = numberOption('batch', values['batch'], undefined, { least: 1, most: 65_536, whole: true })
    const network = await findNetwork(values['network'] ?? 'lenet-modern')
    if (!network.ok) return output.fail(network.problem)
    const hello = await services.engine.request('hello', null)
    if (!hello.ok) return output.fail(hello.problem)
    const { devices, threads } = hello.value
    const device = devices[0]?.name ?? 'CPU'
    const { spec } = network.value

    const rows: (string | number)[][] = [messages.cli.benchColumns]
    for (const batchSize of asked === undefined ? usualBatches : [asked]) {
      const measure = (engine: 'graph' | 'eager') =>
        services.engine.request('bench', { spec, classes: 10, batchSize, seconds, phase, engine })
      const graph = await measure('graph')
      if (!graph.ok) return output.fail(graph.problem)
      let eager: BenchResult | undefined
      if (phase === 'train') {
        const baseline = await measure('eager')
        if (!baseline.ok) return output.fail(baseline.problem)
        eager = baseline.value
      }
      const measured = { network: spec.id, batch: batchSize, phase, ...graph.value, device, threads }
      const baseline = eager && { engine: 'tfjs eager', imagesPerSecond: eager.imagesPerSecond }
      output.data({ ...measured, ...(baseline && { baseline }) }, undefined)
      rows.push([
        spec.id,
        String(batchSize),
        messages.format.count(graph.value.imagesPerSecond),
        eager ? messages.format.count(eager.imagesPerSecond) : '',
        eager ? messages.format.decimal(graph.value.imagesPerSecond / eager.imagesPerSecond, 1) : '',
        messages.format.bytes(graph.value.peakRssBytes),
      ])
    }
    if (!output.json) output.data(undefined, `${device} · ${threads}\n${columns(rows)}`)
    return 0
  },
}
