import type { ConvolutionLayer } from '../../../../shared/architecture/spec.ts'
import { tilesAlong, winograd } from '../../../../shared/architecture/winograd.ts'
import { constant, vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'

/*
 * Winograd's minimal filtering (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks", sections 4.1 and 4.3):
 * 36 products for 4 x 4 outputs, where the sum as it is written has 144.
 */
const { outputs, taps, span } = winograd
const places = span * span

/** B transposed, G and A transposed in the paper. */
const ofInput = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
]
const ofKernel = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
]
const ofOutput = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
]

/** Kernel [3, 3, in, out] as what its products are taken with, [36, in, out]. */
export function tileKernel(graph: Graph, kernel: Tensor): Tensor {
  const [, , ins = 0, outs = 0] = kernel.shape.map(Number)
  const flat = reshape(graph, kernel, [taps * taps, ins * outs])
  return reshape(graph, multiply(graph, kernelMatrix(graph), flat), [places, ins, outs])
}

/**
 * Picture [b, h, w, in] by a kernel [3, 3, in, out], of which `tiled` was made, to maps [b, height, width, out]. Rounds as much as some
 * 30 times the plain sum does (README.md).
 */
export function convolveTiles(
  graph: Graph,
  picture: Tensor,
  kernel: Tensor,
  tiled: Tensor,
  padding: ConvolutionLayer['padding'],
): Tensor {
  const [, height = 0, width = 0, ins = 0] = picture.shape.map(Number)
  const outs = Number(kernel.shape[3])
  const rows = axisOf(graph, height, padding.height)
  const columns = axisOf(graph, width, padding.width)
  const tiles = tilesOfPicture(graph, picture, rows, columns)
  const sums = batchMultiply(graph, tiles, tiled)
  const maps = mapsOfSums(graph, sums, rows, columns)
  graph.differentiateAs(maps.node, [picture, kernel], (graph, gradient) => {
    if (!gradient) return []
    let found: Tensor | undefined
    const bySums = () => {
      found ??= sumsOfMaps(graph, gradient, rows, columns)
      return found
    }
    return [
      () => {
        const byTiles = batchMultiply(graph, bySums(), tiled, { adjointB: true })
        return pictureOfTiles(graph, byTiles, rows, columns)
      },
      () => {
        const byKernel = batchMultiply(graph, tiles, bySums(), { adjointA: true })
        const flat = reshape(graph, byKernel, [places, ins * outs])
        return reshape(graph, multiply(graph, kernelMatrix(graph), flat, true), [taps, taps, ins, outs])
      },
    ]
  })
  return maps
}

/** The tiles along one side of a picture. */
interface Axis {
  /** The picture's. */
  readonly length: number
  /** The map's. */
  readonly output: number
  readonly tiles: number
  /** A picture's values to those of its tiles [1, 6 tiles, length], zeros around the picture included; the tiles' first values first. */
  readonly matrix: Tensor
}

function axisOf(graph: Graph, length: number, padding: number): Axis {
  const output = length + 2 * padding - taps + 1
  const tiles = tilesAlong(output)
  const values = new Array<number>(span * tiles * length).fill(0)
  for (const [place, row] of ofInput.entries()) {
    for (let tile = 0; tile < tiles; tile++) {
      for (const [offset, factor] of row.entries()) {
        const at = tile * outputs + offset - padding
        if (at >= 0 && at < length) values[(place * tiles + tile) * length + at] = factor
      }
    }
  }
  const matrix = constant(graph, { dtype: 'float32', shape: [1, span * tiles, length], values }, 'tiles')
  return { length, output, tiles, matrix }
}

/** [b, h, w, c] to [36, b x tiles, c]. */
function tilesOfPicture(graph: Graph, picture: Tensor, rows: Axis, columns: Axis): Tensor {
  const channels = Number(picture.shape[3])
  const flat = reshape(graph, picture, [-1, rows.length, columns.length * channels])
  const down = batchMultiply(graph, rows.matrix, flat)
  const across = batchMultiply(graph, columns.matrix, reshape(graph, down, [-1, columns.length, channels]))
  const apart = reshape(graph, across, [-1, span, rows.tiles, span, columns.tiles * channels])
  return reshape(graph, transpose(graph, apart, [1, 3, 0, 2, 4]), [places, -1, channels])
}

/** The gradient by a picture from that by its tiles. */
function pictureOfTiles(graph: Graph, tiles: Tensor, rows: Axis, columns: Axis): Tensor {
  const channels = Number(tiles.shape[2])
  const apart = reshape(graph, tiles, [span, span, -1, rows.tiles, columns.tiles * channels])
  const together = transpose(graph, apart, [2, 0, 3, 1, 4])
  const across = reshape(graph, together, [-1, span * columns.tiles, channels])
  const down = batchMultiply(graph, columns.matrix, across, { adjointA: true })
  const flat = reshape(graph, down, [-1, span * rows.tiles, columns.length * channels])
  const picture = batchMultiply(graph, rows.matrix, flat, { adjointA: true })
  return reshape(graph, picture, [-1, rows.length, columns.length, channels])
}

/** [36, b x tiles, c] to [b, height, width, c]. */
function mapsOfSums(graph: Graph, sums: Tensor, rows: Axis, columns: Axis): Tensor {
  const channels = Number(sums.shape[2])
  const down = multiply(graph, outputMatrix(graph), reshape(graph, sums, [span, -1]))
  const across = batchMultiply(
    graph,
    reshape(graph, outputMatrix(graph), [1, outputs, span]),
    reshape(graph, down, [outputs, span, -1]),
  )
  const apart = reshape(graph, across, [outputs, outputs, -1, columns.tiles, channels])
  const lengths = [-1, outputs * rows.tiles, outputs * columns.tiles, channels]
  const maps = reshape(graph, transpose(graph, apart, [2, 0, 3, 1, 4]), lengths)
  if (fits(rows) && fits(columns)) return maps
  const size = vector(graph, [-1, rows.output, columns.output, channels])
  return graph.add('Slice', [maps, vector(graph, [0, 0, 0, 0]), size], {})
}

/** The gradient by sums from that by the maps. */
function sumsOfMaps(graph: Graph, maps: Tensor, rows: Axis, columns: Axis): Tensor {
  const channels = Number(maps.shape[3])
  const whole = fits(rows) && fits(columns) ? maps : filledUp(graph, maps, rows, columns)
  const apart = reshape(graph, whole, [-1, outputs, columns.tiles, outputs, channels])
  const sorted = transpose(graph, apart, [1, 3, 0, 2, 4])
  const across = batchMultiply(
    graph,
    reshape(graph, outputMatrix(graph), [1, outputs, span]),
    reshape(graph, sorted, [outputs, outputs, -1]),
    { adjointA: true },
  )
  const down = multiply(graph, outputMatrix(graph), reshape(graph, across, [outputs, -1]), true)
  return reshape(graph, down, [places, -1, channels])
}

const fits = ({ output, tiles }: Axis) => output === outputs * tiles

function filledUp(graph: Graph, maps: Tensor, rows: Axis, columns: Axis): Tensor {
  const missing = ({ output, tiles }: Axis) => outputs * tiles - output
  const values = [0, 0, 0, missing(rows), 0, missing(columns), 0, 0]
  return graph.add('Pad', [maps, constant(graph, { dtype: 'int32', shape: [4, 2], values }, 'paddings')], {})
}

/** What makes the 36 values of a kernel's 9, [36, 9]. */
function kernelMatrix(graph: Graph): Tensor {
  const values = ofKernel.flatMap(row =>
    ofKernel.flatMap(column => row.flatMap(down => column.map(across => down * across))),
  )
  return constant(graph, { dtype: 'float32', shape: [places, taps * taps], values }, 'ofKernel')
}

const outputMatrix = (graph: Graph) =>
  constant(graph, { dtype: 'float32', shape: [outputs, span], values: ofOutput.flat() }, 'ofOutput')

const reshape = (graph: Graph, values: Tensor, lengths: readonly number[]) =>
  graph.add('Reshape', [values, vector(graph, lengths)], {})

const transpose = (graph: Graph, values: Tensor, axes: readonly number[]) =>
  graph.add('Transpose', [values, vector(graph, axes)], {})

const multiply = (graph: Graph, a: Tensor, b: Tensor, transposeA = false) =>
  graph.add('MatMul', [a, b], { transposeA, transposeB: false })

const batchMultiply = (
  graph: Graph,
  a: Tensor,
  b: Tensor,
  { adjointA = false, adjointB = false }: { adjointA?: boolean; adjointB?: boolean } = {},
) => graph.add('BatchMatMulV2', [a, b], { adjointA, adjointB })
