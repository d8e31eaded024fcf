import { benchImport } from '../../dataset/bench-import.ts'
import { findNetwork } from '../../network/find-network.ts'
import type { BenchResult } from '../../shared/contract/engine.ts'
import { countDevices } from '../../shared/find-device.ts'
import type { Result } from '../../shared/result.ts'
import { columns } from '../output.ts'
import { choiceOption, numberOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

/** Of networks without settings of their own. */
const adam = { kind: 'adam', learningRate: 0.001 } as const

/** Speed of this computer: training, predicting, or importing pictures at a network's size. */
export const bench: Verb = {
  usage:
    'bench [--network lenet-modern] [--batch 128] [--seconds 5] [--precision float32|bfloat16] [--phase train|predict|import] [--engine graph|eager] [--device NAME]',
  options: {
    network: { type: 'string' },
    batch: { type: 'string' },
    seconds: { type: 'string' },
    precision: { type: 'string' },
    phase: { type: 'string' },
    engine: { type: 'string' },
    device: { type: 'string' },
  },
  positionals: [0, 0],
  async run({ output, messages, services }, values) {
    const phase = choiceOption('phase', values['phase'], ['train', 'predict', 'import'], 'train')
    const engine = choiceOption(
      'engine',
      values['engine'],
      phase === 'train' ? ['graph', 'eager'] : ['graph'],
      'graph',
    )
    const precision = choiceOption(
      'precision',
      values['precision'],
      phase === 'train' && engine === 'graph' ? ['float32', 'bfloat16'] : ['float32'],
      'float32',
    )
    const seconds = numberOption('seconds', values['seconds'], 5, { least: 0.1, most: 600 })
    const asked = numberOption('batch', values['batch'], undefined, { least: 1, most: 65_536, whole: true })
    const network = await findNetwork(values['network'] ?? 'lenet-modern', services.networks)
    if (!network.ok) return output.fail(network.problem)
    const { spec, preset } = network.value
    const batchSize = asked ?? preset?.training.batchSize ?? 128
    const optimizer = preset?.training.optimizer ?? adam
    const asks = values['device']
    const chosen = await services.engine.chooseDevice(asks)
    if (!chosen.ok) return output.fail(chosen.problem)
    const { devices, threads } = chosen.value
    const used = devices.slice(0, countDevices(asks)).map(({ name }) => name)
    const device = used.join(' + ') || 'CPU'

    const measured: Result<BenchResult> =
      phase === 'import'
        ? await benchImport(services.decoder, spec.input, seconds)
        : await services.engine.request('bench', {
            spec,
            classes: 10,
            batchSize,
            optimizer,
            precision,
            seconds,
            phase,
            engine,
            ...(asks !== undefined && { device: asks }),
          })
    if (!measured.ok) return output.fail(measured.problem)
    const { imagesPerSecond, peakRssBytes } = measured.value
    const conditions = {
      network: spec.id,
      ...(phase !== 'import' && { batch: batchSize, engine, precision }),
    }
    const row = [spec.id, phase, phase === 'import' ? '' : String(batchSize)]
    const figures = [messages.format.count(imagesPerSecond), messages.format.bytes(peakRssBytes)]
    output.data(
      { ...conditions, phase, ...measured.value, device, threads },
      `${device} · ${threads}\n${columns([messages.cli.benchColumns, [...row, ...figures]])}`,
    )
    return 0
  },
}
