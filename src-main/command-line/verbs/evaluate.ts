import { sayProblem } from '../../shared/messages/messages.ts'
import { choiceOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

export const evaluate: Verb = {
  usage: 'evaluate <run> [--data DATASET] [--split test|validation|train]',
  options: { data: { type: 'string' }, split: { type: 'string' } },
  positionals: [1, 1],
  async run({ output, messages, services }, values, [runId = '']) {
    const split = choiceOption('split', values['split'], ['test', 'validation', 'train'], 'test')
    const evaluation = await services.prediction.evaluate({
      runId,
      split,
      ...(values['data'] !== undefined && { datasetId: values['data'] }),
    })
    if (!evaluation.ok) return output.fail(evaluation.problem)
    const { warning } = evaluation.value
    if (warning) output.message(sayProblem(messages, warning))
    output.data(evaluation.value, messages.cli.evaluation(evaluation.value))
    return 0
  },
}
