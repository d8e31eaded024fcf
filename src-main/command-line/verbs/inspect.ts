import { availableParallelism } from 'node:os'
import { bytesInMemory } from '../../engine/worker/feed/memory-for-pictures.ts'
import { findNetwork } from '../../network/find-network.ts'
import { fitToData } from '../../shared/architecture/fit-to-data.ts'
import { sayFix } from '../../shared/architecture/fixes/fix.ts'
import { forecastMemory } from '../../shared/architecture/memory.ts'
import { findProblems, type NetworkProblem } from '../../shared/architecture/problems.ts'
import { receptiveFields } from '../../shared/architecture/receptive-field.ts'
import type { ArchitectureSpec } from '../../shared/architecture/spec.ts'
import { type NetworkSummary, summarize } from '../../shared/architecture/summary.ts'
import { branchesFor } from '../../shared/branches.ts'
import { classesInUse, type DatasetSummary } from '../../shared/contract/data.ts'
import type { MeasuredTime } from '../../shared/contract/engine.ts'
import { type Messages, sayProblem } from '../../shared/messages/messages.ts'
import { defaultTraining } from '../../shared/training-defaults.ts'
import { forecastEpoch } from '../../training/time-forecast.ts'
import { columns } from '../output.ts'
import { numberOption, sizeOption } from '../parse-values.ts'
import { settingsFrom, trainingOptions } from '../training-options.ts'
import type { Verb } from '../verb.ts'

/** What a network is, and what training it takes; `--time` trains a few steps to find out how long. */
export const inspect: Verb = {
  usage:
    'inspect <preset or spec.json> [--classes 10] [--input 32x32x1] [--data DATASET] [--time] [--batch 128 and what else train takes]',
  options: {
    ...trainingOptions,
    classes: { type: 'string' },
    input: { type: 'string' },
    data: { type: 'string' },
    time: { type: 'boolean' },
  },
  positionals: [1, 1],
  async run({ output, messages, services }, values, [name = '']) {
    const network = await findNetwork(name)
    if (!network.ok) return output.fail(network.problem)
    const { data } = values
    const asked = data === undefined ? undefined : await services.datasets.get(data)
    if (asked && !asked.ok) return output.fail(asked.problem)
    const dataset = asked?.value
    const usual = dataset ? classesInUse(dataset).length : 10
    const classes = numberOption('classes', values['classes'], usual, {
      least: 2,
      most: 100_000,
      whole: true,
    })
    const input = sizeOption('input', values['input'], 3)
    const shape = input
      ? { height: input[0]!, width: input[1]!, channels: input[2]! }
      : (dataset?.preprocessing.shape ?? network.value.spec.input)
    const spec = fitToData(network.value.spec, shape)
    const settings = settingsFrom(
      values,
      defaultTraining(spec, dataset?.split.train ?? Number.MAX_SAFE_INTEGER),
    )

    const summary = summarize(spec, classes)
    const threads = availableParallelism()
    const branches = branchesFor({ devices: [], threads }, settings.batchSize)
    const dataBytes = bytesInMemory((dataset?.images ?? 0) * shape.height * shape.width * shape.channels)
    const memory = forecastMemory(spec, classes, {
      settings,
      branches,
      dataBytes,
      validation: dataset?.split.validation,
    })
    const measures = values['time'] !== undefined && summary.problems.length === 0
    const measured = measures ? await services.planning.measure({ spec, classes, settings }) : undefined
    if (measured && !measured.ok) return output.fail(measured.problem)
    const time = measured && timeOf(measured.value, settings.batchSize, dataset)

    const { parameters, flops } = summary
    const layers = layersOf(spec, summary)
    const found = findProblems(spec, classes, { summary, hasPictures: dataset !== undefined })
    const told = found.map(problem => tell(spec, problem, messages))
    // What good networks have too is no problem.
    const problems = told.filter(({ severity }) => severity !== 'note')
    const notes = told.filter(({ severity }) => severity === 'note')
    const rows = layers.map(layer => [
      layer.name,
      layer.kind,
      layer.output?.join('x') ?? '?',
      layer.parameters ?? '?',
      layer.flops ?? '?',
    ])
    output.data(
      {
        layers,
        parameters,
        flops,
        batch: settings.batchSize,
        memoryBytes: memory.total,
        memory,
        ...(time && { time }),
        problems,
        notes,
      },
      [
        columns([messages.cli.inspectColumns, ...rows, ['', '', '', parameters, flops]]),
        messages.cli.memory({ bytes: memory.total, batch: settings.batchSize }),
        ...(time ? [messages.cli.time(time)] : []),
        ...problems.flatMap(({ message, fixes }) => [message, ...fixes.map(fix => `  - ${fix.message}`)]),
        ...notes.map(({ message }) => message),
      ].join('\n'),
    )
    return 0
  },
}

/** `secondsPerEpoch` only where it is known how many pictures there are. */
function timeOf(measured: MeasuredTime, batch: number, dataset: DatasetSummary | undefined) {
  const { secondsPerStep } = measured
  const imagesPerSecond = batch / secondsPerStep
  if (!dataset) return { secondsPerStep, imagesPerSecond }
  const { secondsPerEpoch } = forecastEpoch(measured, dataset.split, batch)
  return { secondsPerStep, imagesPerSecond, secondsPerEpoch }
}

function layersOf(spec: ArchitectureSpec, summary: NetworkSummary) {
  const fields = receptiveFields(
    spec,
    summary.layers.map(layer => layer?.shapes),
  )
  return spec.layers.map(({ name, kind }, index) => {
    const known = summary.layers[index]
    const field = fields[index]
    const shape = known?.shapes.output
    return {
      name,
      kind,
      output: shape ? [shape.height, shape.width, shape.channels] : null,
      parameters: known?.parameters ?? null,
      flops: known?.flops ?? null,
      receptiveField: field ? [field.size.height, field.size.width] : null,
    }
  })
}

/** `layer` is null in a network without layers. */
const tell = (
  { layers }: ArchitectureSpec,
  { layerId, severity, problem, fixes }: NetworkProblem,
  messages: Messages,
) => ({
  layer: layers.find(({ id }) => id === layerId)?.name ?? null,
  severity,
  code: problem.code,
  message: sayProblem(messages, problem),
  fixes: fixes.map(fix => ({ code: fix.code, message: sayFix(messages, fix), edit: fix.edit })),
})
