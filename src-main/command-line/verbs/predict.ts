import { sayProblem } from '../../shared/messages/messages.ts'
import { numberOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

export const predict: Verb = {
  usage: 'predict <run> <image or folder>... [--top 5]',
  options: { top: { type: 'string' } },
  positionals: [2, Number.POSITIVE_INFINITY],
  async run({ output, messages, services, interrupted }, values, [runId = '', ...paths]) {
    const top = numberOption('top', values['top'], 5, { least: 1, most: 100_000, whole: true })
    let used = 0
    const predicted = await services.prediction.pictures(
      { runId, paths, top },
      {
        signal: interrupted,
        onProgress: ({ done, total }) => output.progress(messages.cli.predicting({ done, total })),
      },
    )
    if (!predicted.ok) {
      const code = output.fail(predicted.problem)
      return interrupted.aborted ? 130 : code
    }
    for (const picture of predicted.value) {
      if ('problem' in picture) {
        const message = sayProblem(messages, picture.problem)
        output.data(
          { path: picture.path, error: { code: picture.problem.code, message } },
          `${picture.path}\t${message}`,
        )
      } else {
        used++
        const best = picture.top.map(
          ({ label, probability }) => `${label} ${messages.format.percent(probability)}`,
        )
        output.data({ path: picture.path, predictions: picture.top }, `${picture.path}\t${best.join(', ')}`)
      }
    }
    return used > 0 ? 0 : 1
  },
}
