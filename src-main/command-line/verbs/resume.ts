import { followRun } from '../follow-run.ts'
import { numberOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

/** Goes on with a run from its last checkpoint, and comes to the same as if it had never been interrupted. */
export const resume: Verb = {
  usage: 'resume <run> [--epochs N]',
  options: { epochs: { type: 'string' } },
  positionals: [1, 1],
  endsItself: true,
  async run(context, values, [runId = '']) {
    const epochs = numberOption('epochs', values['epochs'], null, { least: 1, most: 100_000, whole: true })
    return followRun(context, () => context.services.training.continue({ runId, epochs }))
  },
}
