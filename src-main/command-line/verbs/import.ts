import type { Fit } from '../../shared/contract/data.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import { choiceOption, numberOption, sizeOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

const fits = ['pad', 'crop', 'stretch'] as const satisfies readonly Fit[]

export const importPictures: Verb = {
  usage:
    'import <path>... [--name NAME] [--size 32|224x224] [--color grey|rgb] [--fit pad|crop|stretch] [--validation 0.1] [--test 0] [--seed 42]',
  options: {
    name: { type: 'string' },
    size: { type: 'string' },
    color: { type: 'string' },
    fit: { type: 'string' },
    validation: { type: 'string' },
    test: { type: 'string' },
    seed: { type: 'string' },
  },
  positionals: [1, Number.POSITIVE_INFINITY],
  endsItself: true,
  async run({ output, messages, services, interrupted }, values, paths) {
    const [height = 32, width = 32] = sizeOption('size', values['size'], 2) ?? []
    const color = choiceOption('color', values['color'], ['grey', 'rgb'], 'grey')
    const imported = await services.datasets.import(
      { kind: 'paths', paths },
      {
        shape: { height, width, channels: color === 'grey' ? 1 : 3 },
        color,
        fit: choiceOption('fit', values['fit'], fits, 'pad'),
        validation: numberOption('validation', values['validation'], 0.1, { least: 0, most: 0.9 }),
        test: numberOption('test', values['test'], 0, { least: 0, most: 0.9 }),
        seed: numberOption('seed', values['seed'], 42, { least: 0, most: 2 ** 31 - 1, whole: true }),
        ...(values['name'] !== undefined && { name: values['name'] }),
      },
      {
        signal: interrupted,
        onProgress: ({ done, total, secondsLeft }) =>
          output.progress(
            messages.cli.importing({ done, total }) +
              (secondsLeft === null ? '' : ` · ${messages.app.remaining({ seconds: secondsLeft })}`),
          ),
      },
    )
    if (!imported.ok) {
      const code = output.fail(imported.problem)
      return interrupted.aborted ? 130 : code
    }
    const dataset = imported.value
    const found = await services.datasets.problems(dataset.id)
    if (!found.ok) return output.fail(found.problem)
    const problems = found.value.map(({ path, problem, used }) => ({
      path,
      code: problem.code,
      message: sayProblem(messages, problem),
      used,
    }))
    for (const { path, message } of problems) output.message(`${path}: ${message}`)
    output.data(
      {
        dataset: dataset.id,
        name: dataset.name,
        images: dataset.images,
        classes: dataset.classes.map(({ name, images }) => ({ name, images })),
        split: dataset.split,
        problems,
        files: dataset.files,
        skipped: dataset.skipped,
      },
      `${dataset.id}  ${messages.data.pictures({ count: dataset.images })}`,
    )
    return 0
  },
}
