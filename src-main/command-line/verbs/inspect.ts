import { findNetwork } from '../../network/find-network.ts'
import { fitToData } from '../../shared/architecture/fit-to-data.ts'
import { summarize } from '../../shared/architecture/summary.ts'
import { sayProblem } from '../../shared/messages/messages.ts'
import { columns } from '../output.ts'
import { numberOption, sizeOption } from '../parse-values.ts'
import type { Verb } from '../verb.ts'

export const inspect: Verb = {
  usage: 'inspect <preset or spec.json> [--classes 10] [--input 32x32x1] [--batch 128]',
  options: { classes: { type: 'string' }, input: { type: 'string' }, batch: { type: 'string' } },
  positionals: [1, 1],
  async run({ output, messages }, values, [name = '']) {
    const classes = numberOption('classes', values['classes'], 10, { least: 2, most: 100_000, whole: true })
    const batch = numberOption('batch', values['batch'], 128, { least: 1, most: 65_536, whole: true })
    const input = sizeOption('input', values['input'], 3)
    const network = await findNetwork(name)
    if (!network.ok) return output.fail(network.problem)
    const { spec } = network.value
    const fitted = input
      ? fitToData(spec, { height: input[0]!, width: input[1]!, channels: input[2]! })
      : spec
    const summary = summarize(fitted, classes, batch)
    const layers = fitted.layers.map((layer, index) => {
      const known = summary.layers[index]
      const shape = known?.shapes.output
      return {
        name: layer.name,
        kind: layer.kind,
        output: shape ? [shape.height, shape.width, shape.channels] : null,
        parameters: known?.parameters ?? null,
        flops: known?.flops ?? null,
      }
    })
    const nameOf = new Map(fitted.layers.map(layer => [layer.id, layer.name]))
    const problems = summary.problems.map(({ layerId, problem }) => ({
      layer: nameOf.get(layerId) ?? null,
      code: problem.code,
      message: sayProblem(messages, problem),
      fixes: [],
    }))
    const { parameters, flops, memoryBytes } = summary
    const rows = layers.map(layer => [
      layer.name,
      layer.kind,
      layer.output?.join('x') ?? '?',
      layer.parameters ?? '?',
      layer.flops ?? '?',
    ])
    output.data(
      { layers, parameters, flops, memoryBytes, problems },
      [
        columns([messages.cli.inspectColumns, ...rows, ['', '', '', parameters, flops]]),
        messages.format.bytes(memoryBytes),
        ...problems.map(({ message }) => message),
      ].join('\n'),
    )
    return 0
  },
}
