import { resolve } from 'node:path'
import { encodePng } from '../../dataset/png.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { heatOver } from '../../inspection/heat-picture.ts'
import { writeProblem } from '../../shared/file-errors.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import { choiceOption, UsageError } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

/** Draws where a run's network looks over the picture. */
export const explain: Verb = {
  usage: 'explain <run> <image> --out FILE.png [--class NAME] [--method gradcam|occlusion]',
  options: { out: { type: 'string' }, class: { type: 'string' }, method: { type: 'string' } },
  positionals: [2, 2],
  async run({ output, messages, services }, values, [runId = '', path = '']) {
    const { out, class: label } = values
    if (out === undefined) throw new UsageError(cli => cli.missingOption({ name: 'out' }))
    const method = choiceOption('method', values['method'], ['gradcam', 'occlusion'], 'gradcam')
    const asked = { runId, path, method, ...(label !== undefined && { label }) }
    const explained = await services.explanations.explain(asked)
    if (!explained.ok) return output.fail(explained.problem)
    const { pixels, shape, heat, probability, warning, ...found } = explained.value
    if (warning) output.message(sayProblem(messages, warning))
    const drawn = heatOver(pixels, shape, heat)
    const file = resolve(out)
    try {
      await writeAtomically(file, encodePng(drawn.pixels, drawn.shape))
    } catch (error) {
      return output.fail(writeProblem(error, file))
    }
    const text = `${file}\t${found.label} ${messages.format.percent(probability)}`
    output.data({ out: file, label: found.label, probability }, text)
    return 0
  },
}
