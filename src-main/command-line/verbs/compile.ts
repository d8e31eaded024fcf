import { resolve } from 'node:path'
import { findNetwork } from '../../network/find-network.ts'
import { inferShapes } from '../../shared/architecture/shapes.ts'
import { defaultTraining } from '../../shared/training-defaults.ts'
import { numberOption, UsageError } from '../parse-values.ts'
import { allSignatures, briefSignatures } from '../signature-table.ts'
import { settingsFrom } from '../training-options.ts'
import type { Verb } from '../verb.ts'

/** Writes the SavedModel that training runs, for whoever wants to look into it or run it elsewhere. */
export const compile: Verb = {
  usage:
    'compile <preset, spec.json or one of your networks> --out FOLDER [--verbose] [--classes 10] [--batch 128] [--optimizer sgd|momentum|adam] [--precision float32|bfloat16] [--device NAME]',
  options: {
    out: { type: 'string' },
    classes: { type: 'string' },
    batch: { type: 'string' },
    optimizer: { type: 'string' },
    precision: { type: 'string' },
    device: { type: 'string' },
    verbose: { type: 'boolean' },
  },
  positionals: [1, 1],
  async run({ output, messages, services }, values, [name = '']) {
    const { out } = values
    if (out === undefined) throw new UsageError(cli => cli.missingOption({ name: 'out' }))
    const classes = numberOption('classes', values['classes'], 10, { least: 2, most: 65_536, whole: true })
    const network = await findNetwork(name, services.networks)
    if (!network.ok) return output.fail(network.problem)
    const { spec } = network.value
    const [wrong] = inferShapes(spec, classes).problems
    if (wrong) return output.fail(wrong.problem)
    const settings = settingsFrom(values, defaultTraining(spec, Number.MAX_SAFE_INTEGER))
    const chosen = await services.engine.chooseDevice(settings.device)
    if (!chosen.ok) return output.fail(chosen.problem)
    const folder = resolve(out)
    const compiled = await services.engine.request('compile', { spec, classes, settings, folder })
    if (!compiled.ok) return output.fail(compiled.problem)
    const { nodes, signatures } = compiled.value
    const words = messages.cli.compiled
    output.data(
      { out: folder, nodes, signatures },
      [
        words.written({ out: folder, nodes }),
        values['verbose'] === undefined ? briefSignatures(signatures, words) : allSignatures(signatures),
      ].join('\n'),
    )
    return 0
  },
}
