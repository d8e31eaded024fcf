import type { DatasetSummary } from '../../shared/contract/data.ts'
import { columns } from '../output.ts'
import { UsageError } from '../parse-values.ts'
import type { Context, Verb } from '../verb.ts'

/** What can be asked of one data set. */
const actions = { show, remove, doctor } as const

type Action = keyof typeof actions
const isAction = (word: string): word is Action => Object.hasOwn(actions, word)

export const datasets: Verb = {
  usage: 'datasets [show|remove|doctor <dataset>] [--run RUN] [--even-if-needed]',
  options: { run: { type: 'string' }, 'even-if-needed': { type: 'boolean' } },
  positionals: [0, 2],
  async run(context, values, [action, id]) {
    if (action === undefined) return list(context)
    if (!isAction(action)) {
      const choices = Object.keys(actions).join(', ')
      throw new UsageError(cli => cli.wrongAction({ choices, found: action }))
    }
    if (id === undefined) throw new UsageError(cli => cli.missingArgument)
    return actions[action](context, id, values)
  },
}

type Options = Parameters<Verb['run']>[1]

async function list({ output, services }: Context): Promise<number> {
  const all = await services.datasets.list()
  if (output.json) {
    for (const entry of all) output.data({ dataset: entry.id, ...entry }, undefined)
  } else if (all.length > 0) {
    output.data(
      undefined,
      columns(all.map(({ id, name, images, classes }) => [id, name, images, classes.length])),
    )
  }
  return 0
}

async function show({ output, messages, services }: Context, id: string): Promise<number> {
  const found = await services.datasets.get(id)
  if (!found.ok) return output.fail(found.problem)
  const versions = await services.datasets.versions(id)
  if (!versions.ok) return output.fail(versions.problem)
  const dataset = found.value
  output.data({ dataset: dataset.id, ...dataset, versions: versions.value }, summaryText(dataset))
  return 0

  function summaryText({ name, images, classes, split, preprocessing }: DatasetSummary): string {
    const { height, width } = preprocessing.shape
    const head = messages.data.summary({
      images,
      classes: classes.length,
      height,
      width,
      color: preprocessing.color,
    })
    return [
      `${name} · ${head}`,
      messages.data.splitText(split),
      columns(classes.map(entry => [entry.name, entry.images])),
    ].join('\n')
  }
}

async function remove({ output, messages, services }: Context, id: string, values: Options): Promise<number> {
  const evenIfNeeded = Boolean(values['even-if-needed'])
  const removed = await services.datasets.remove(id, { evenIfNeeded })
  if (!removed.ok) {
    const code = output.fail(removed.problem)
    if (removed.problem.code === 'data.needed-by-runs') output.message(messages.cli.evenIfNeeded)
    return code
  }
  output.data({ removed: id }, undefined)
  return 0
}

/** With `--run` the labels that its network firmly disagrees with, too. */
async function doctor(
  { output, messages, services, interrupted }: Context,
  id: string,
  values: Options,
): Promise<number> {
  interrupted.addEventListener('abort', services.doctor.cancel)
  const hooks = {
    onProgress: (p: { done: number; total: number }) => output.progress(messages.cli.examining(p)),
  }
  const report = await services.doctor.examine(id, hooks)
  if (!report.ok) return output.fail(report.problem)
  const findings = [...report.value.findings]
  const { run } = values
  if (run !== undefined) {
    const doubtful = await services.doctor.doubtfulLabels({ datasetId: id, runId: run }, hooks)
    if (!doubtful.ok) return output.fail(doubtful.problem)
    findings.unshift(doubtful.value)
  }
  const { title, text } = messages.data.doctor.finding
  const lines = findings.map(finding => {
    const say = { title: title[finding.kind] as Say, text: text[finding.kind] as Say }
    const severity = messages.data.doctor.severity[finding.severity]
    return `${severity}: ${say.title(finding.values)}\n  ${say.text(finding.values)}`
  })
  output.data({ ...report.value, findings }, lines.join('\n'))
  return 0
}

type Say = (values: unknown) => string
