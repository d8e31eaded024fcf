import type { PicturePrediction } from '../../shared/contract/prediction.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import { problem } from '../../shared/result.ts'
import { numberOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

export const predict: Verb = {
  usage: 'predict <run> <image or folder>... [--top 5]',
  options: { top: { type: 'string' } },
  positionals: [2, Number.POSITIVE_INFINITY],
  endsItself: true,
  async run({ output, messages, services, interrupted }, values, [runId = '', ...paths]) {
    const top = numberOption('top', values['top'], 5, { least: 1, most: 100_000, whole: true })
    let used = 0
    const show = (picture: PicturePrediction) => {
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
    services.prediction.onWarning(problem => output.message(sayProblem(messages, problem)))
    const predicted = await services.prediction.pictures(
      { runId, paths, top },
      {
        signal: interrupted,
        onPredicted: pictures => pictures.forEach(show),
        onProgress: ({ done, total }) => output.progress(messages.cli.predicting({ done, total })),
      },
    )
    if (interrupted.aborted) return 130
    if (!predicted.ok) return output.fail(predicted.problem)
    return used > 0 ? 0 : output.fail(problem('prediction.no-pictures', { found: paths.join(', ') }))
  },
}
