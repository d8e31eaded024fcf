import { receptiveFields } from '../shared/architecture/receptive-field.ts'
import type { ArchitectureSpec, Layer } from '../shared/architecture/spec.ts'
import type { NetworkSummary } from '../shared/architecture/summary.ts'
import type { Messages } from '../shared/messages/messages.ts'
import { flopsText, kernelText, oneNumber } from '../shared/messages/network/words.ts'
import { columns } from './output.ts'

export type InspectedLayer = ReturnType<typeof inspectLayers>[number]

const bytesPerValue = 4

/** What follows from each layer, as `inspect --json` has it; null from the first layer on that does not fit. */
export function inspectLayers(spec: ArchitectureSpec, summary: NetworkSummary, batch: number) {
  const fields = receptiveFields(
    spec,
    summary.layers.map(layer => layer?.shapes),
  )
  return spec.layers.map((layer, index) => {
    const known = summary.layers[index]
    const field = fields[index]
    const shape = known?.shapes.output
    const window = windowOf(layer)
    return {
      name: layer.name,
      kind: layer.kind,
      output: shape ? [shape.height, shape.width, shape.channels] : null,
      parameters: known?.parameters ?? null,
      flops: known?.flops ?? null,
      /** Of the kernel or window, height and width; null where there is none. */
      kernel: window ? [window.height, window.width] : null,
      receptiveField: field ? [field.size.height, field.size.width] : null,
      /** Of all parameters, and of all FLOPs. */
      parameterShare: known ? share(known.parameters, summary.parameters) : null,
      flopsShare: known ? share(known.flops, summary.flops) : null,
      /** What the layer puts out for a batch, as float32. */
      outputBytes: shape ? bytesPerValue * batch * shape.height * shape.width * shape.channels : null,
    }
  })
}

function windowOf(layer: Layer) {
  if (layer.kind === 'conv2d') return layer.kernel
  return layer.kind === 'pool' || layer.kind === 'subsample' ? layer.window : null
}

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0)

/** The layers as a table, with the sums under it. */
export function layerTable(
  messages: Messages,
  layers: readonly InspectedLayer[],
  spec: ArchitectureSpec,
  summary: NetworkSummary,
): string {
  const { format, network, cli } = messages
  const { count, percent, bytes } = format
  const cells = (layer: InspectedLayer, index: number) => [
    layer.name,
    network.kinds[layer.kind],
    kernelText(messages, spec.layers[index]!),
    layer.output?.join('x') ?? '?',
    layer.receptiveField
      ? oneNumber({ height: layer.receptiveField[0]!, width: layer.receptiveField[1]! })
      : '?',
    counted(layer.parameters, count),
    counted(layer.parameterShare, part => percent(part)),
    counted(layer.flops, flops => flopsText(messages, flops)),
    counted(layer.flopsShare, part => percent(part)),
    counted(layer.outputBytes, bytes),
  ]
  const sums = ['', '', '', '', '', count(summary.parameters), '', flopsText(messages, summary.flops), '', '']
  return columns([cli.inspectColumns, ...layers.map(cells), sums], [3, 4, 5, 6, 7, 8, 9])
}

/** A dash for nothing, which is easier to look over than zeros. */
const counted = (value: number | null, text: (value: number) => string) =>
  value === null ? '?' : value === 0 ? '–' : text(value)
