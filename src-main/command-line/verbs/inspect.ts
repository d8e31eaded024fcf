import { availableParallelism } from 'node:os'
import { bytesInMemory } from '../../engine/worker/feed/memory-for-pictures.ts'
import { findNetwork } from '../../network/find-network.ts'
import { fitToData } from '../../shared/architecture/fit-to-data.ts'
import { sayFix } from '../../shared/architecture/fixes/fix.ts'
import { forecastMemory } from '../../shared/architecture/memory.ts'
import { findProblems, type NetworkProblem } from '../../shared/architecture/problems.ts'
import type { ArchitectureSpec } from '../../shared/architecture/spec.ts'
import { summarize } from '../../shared/architecture/summary.ts'
import { branchesFor } from '../../shared/branches.ts'
import { classesInUse, type DatasetSummary } from '../../shared/contract/data.ts'
import type { MeasuredTime } from '../../shared/contract/engine.ts'
import { bfloat16Gain } from '../../shared/faster-precision.ts'
import { type Messages, sayProblem } from '../../shared/messages/messages.ts'
import { shapeText } from '../../shared/messages/network/words.ts'
import { defaultTraining } from '../../shared/training-defaults.ts'
import { forecastEpoch } from '../../training/time-forecast.ts'
import { inspectLayers, layerTable } from '../inspected-layers.ts'
import { numberOption, sizeOption } from '../parse-values.ts'
import { settingsFrom, trainingOptions } from '../training-options.ts'
import type { Verb } from '../verb.ts'

/** What a network is, and what training it takes; `--time` trains a few steps to find out how long. */
export const inspect: Verb = {
  usage:
    'inspect <preset, spec.json or one of your networks> [--classes 10] [--input 32x32x1] [--data DATASET] [--time] [--batch 128 and what else train takes]',
  options: {
    ...trainingOptions,
    classes: { type: 'string' },
    input: { type: 'string' },
    data: { type: 'string' },
    time: { type: 'boolean' },
  },
  positionals: [1, 1],
  async run({ output, messages, services }, values, [name = '']) {
    const network = await findNetwork(name, services.networks)
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
    // Where the processor has no instructions for bfloat16, there is nothing to compare.
    const compared = measured && (await services.planning.timesInBoth({ spec, classes, settings }))
    if (compared && !compared.ok && compared.problem.code !== 'training.no-bfloat16')
      return output.fail(compared.problem)
    const precisions = compared?.ok ? compared.value : undefined

    const { parameters, flops } = summary
    const layers = inspectLayers(spec, summary, settings.batchSize)
    const found = findProblems(spec, classes, { summary, hasPictures: dataset !== undefined })
    const told = found.map(problem => tell(spec, problem, messages))
    // What good networks have too is no problem.
    const problems = told.filter(({ severity }) => severity !== 'note')
    const notes = told.filter(({ severity }) => severity === 'note')
    output.data(
      {
        network: { id: spec.id, name: spec.name },
        input: [shape.height, shape.width, shape.channels],
        classes,
        layers,
        parameters,
        flops,
        batch: settings.batchSize,
        memoryBytes: memory.total,
        memory,
        ...(time && { time: { ...time, ...(precisions && { processorSecondsPerStep: precisions }) } }),
        problems,
        notes,
      },
      [
        messages.cli.inspected({ name: spec.name, pictures: shapeText(shape), classes }),
        layerTable(messages, layers, spec, summary),
        messages.cli.memory({ bytes: memory.total, batch: settings.batchSize }),
        messages.cli.memoryParts(memory),
        ...(time ? [messages.cli.time(time)] : []),
        ...(precisions ? [messages.cli.bfloat16({ gain: bfloat16Gain(precisions) })] : []),
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
