import type { Fit, ImportOptions, Labelling } from '../../shared/contract/data.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import { choiceOption, colorOption, numberOption, sizeOption, UsageError } from '../parse-values.ts'
import type { Values, Verb } from '../verb.ts'

const fits = ['pad', 'crop', 'stretch'] as const satisfies readonly Fit[]

const labellings = ['auto', 'folders', 'prefix', 'csv', 'hand'] as const satisfies readonly Labelling[]

export const importPictures: Verb = {
  usage:
    'import <path>... [--name NAME] [--size 32|224x224] [--color grey|rgb] [--fit pad|crop|stretch] [--background RRGGBB] [--labels auto|folders|prefix|csv|hand] [--csv FILE] [--csv-file COLUMN] [--csv-label COLUMN] [--group none|name-prefix] [--validation 0.1] [--test 0] [--seed 42]',
  options: {
    name: { type: 'string' },
    size: { type: 'string' },
    color: { type: 'string' },
    fit: { type: 'string' },
    background: { type: 'string' },
    labels: { type: 'string' },
    csv: { type: 'string' },
    'csv-file': { type: 'string' },
    'csv-label': { type: 'string' },
    group: { type: 'string' },
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
        labels: choiceOption('labels', values['labels'], labellings, 'auto'),
        group: choiceOption('group', values['group'], ['none', 'name-prefix'], 'none'),
        ...(values['name'] !== undefined && { name: values['name'] }),
        ...(values['background'] !== undefined && {
          background: colorOption('background', values['background']),
        }),
        ...tableOption(values),
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

function tableOption(values: Values): Pick<ImportOptions, 'csv'> {
  const { csv: path, 'csv-file': file, 'csv-label': label } = values
  if (path === undefined) {
    if (file ?? label) throw new UsageError(cli => cli.columnsNeedTable)
    return {}
  }
  return { csv: { path, ...(file !== undefined && { file }), ...(label !== undefined && { label }) } }
}
