import type { ConvolutionLayer } from '../shared/architecture/spec.ts'
import type { StoredValues } from '../shared/contract/engine.ts'
import type { ConvolutionStep } from '../shared/contract/feature-maps.ts'

interface Convolution {
  readonly layer: ConvolutionLayer
  /** What the layer reads, [h, w, in], and puts out, [h, w, filters]. */
  readonly input: StoredValues
  readonly output: StoredValues
  /** [kh, kw, in / groups, filters] and [filters]. */
  readonly kernel: StoredValues
  readonly bias: StoredValues
}

interface Position {
  readonly filter: number
  /** Which of the input's maps is told in full; absent: the one whose products add most, or take most away. */
  readonly source?: number | undefined
  /** Of the output. */
  readonly row: number
  readonly column: number
}

/** One output value with all that goes into it. Undefined: there is no such position, or the filter does not read the map. */
export function convolutionStep(
  { layer, input, output, kernel, bias }: Convolution,
  { filter, source: asked, row, column }: Position,
): ConvolutionStep | undefined {
  const sources = sourcesOf(layer, input.shape[2] ?? 1, filter)
  const result = at(output, row, column, filter)
  if (result === undefined) return undefined
  const top = row * layer.stride.height - layer.padding.height
  const left = column * layer.stride.width - layer.padding.width
  const rows = Array.from({ length: layer.kernel.height }, (_, index) => index)
  const columns = Array.from({ length: layer.kernel.width }, (_, index) => index)
  // Among the channels of the filter's own tower.
  const depth = kernel.shape[2] ?? 1
  const weight = (y: number, x: number, map: number) =>
    kernel.values[((y * columns.length + x) * depth + (map % depth)) * layer.filters + filter]!
  const windowOf = (map: number) => rows.map(y => columns.map(x => at(input, top + y, left + x, map) ?? null))
  const kernelOf = (map: number) => rows.map(y => columns.map(x => weight(y, x, map)))
  const sumOf = (map: number) => {
    const weights = kernelOf(map)
    return windowOf(map)
      .flatMap((values, y) => values.map((value, x) => (value ?? 0) * weights[y]![x]!))
      .reduce((sum, product) => sum + product, 0)
  }
  const sums = new Map(sources.map(map => [map, sumOf(map)]))
  const [strongest] = sources.toSorted((one, other) => Math.abs(sums.get(other)!) - Math.abs(sums.get(one)!))
  const source = asked ?? strongest
  const sum = source === undefined ? undefined : sums.get(source)
  if (source === undefined || sum === undefined) return undefined
  return {
    top,
    left,
    sources,
    source,
    window: windowOf(source),
    kernel: kernelOf(source),
    sum,
    others: sources.filter(map => map !== source).reduce((total, map) => total + sums.get(map)!, 0),
    bias: bias.values[filter]!,
    output: result,
  }
}

/** Maps of the input that a filter reads. */
export function sourcesOf(layer: ConvolutionLayer, channels: number, filter: number): number[] {
  const { groups = 1, filters, connections } = layer
  if (connections) return [...(connections[filter] ?? [])]
  const share = channels / groups
  const tower = Math.floor((filter * groups) / filters)
  return Array.from({ length: share }, (_, index) => tower * share + index)
}

function at({ shape, values }: StoredValues, row: number, column: number, map: number): number | undefined {
  const [height = 0, width = 0, maps = 0] = shape
  const isThere = row >= 0 && row < height && column >= 0 && column < width && map >= 0 && map < maps
  return isThere ? values[(row * width + column) * maps + map] : undefined
}
