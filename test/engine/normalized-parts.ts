import { scalar, vector } from '../../src-main/engine/worker/graph/constants.ts'
import { normalizeParts } from '../../src-main/engine/worker/graph/lower/batch-norm-parts.ts'
import type { Differentiable } from './directional-difference.ts'

interface PartsSettings {
  readonly parts: number
  readonly channels: number
  readonly epsilon: number
  /** The last part is a single row that only fills. */
  readonly fills: boolean
}

const [height, width] = [2, 3]
const rows = 2

/** Batch normalisation of parts of two pictures each, as a function of the parts, the scale and the offset. */
export function normalizedParts({ parts, channels, epsilon, fills }: PartsSettings): Differentiable {
  const shape = { height, width, channels }
  const layer = {
    kind: 'batch-norm',
    id: 'bn',
    name: 'bn',
    momentum: 0.9,
    epsilon,
    activation: 'none',
  } as const
  const there = fills ? parts - 1 : parts
  return {
    shapes: [...Array.from({ length: parts }, () => [rows, height, width, channels]), [channels], [channels]],
    build: (graph, inputs) => {
      const pictures = inputs.slice(0, parts)
      const [scale, offset] = inputs.slice(parts)
      const batch = {
        whole: pictures[0]!,
        parts: pictures.map((_, index) => ({
          rows: pictures[index]!,
          places: vector(graph, [0, 1]),
          present: vector(graph, [index < there ? 1 : 0, index < there ? 1 : 0], 'float32'),
        })),
      }
      const count = scalar(graph, there * rows * height * width, 'float64')
      const shapes = { input: shape, output: shape }
      const context = { graph, layer, shapes, batch, inputs: pictures, scale: scale!, offset: offset!, count }
      const { outputs } = normalizeParts(context)
      // What a filling row becomes never counts.
      return outputs.map((output, index) =>
        index < there ? output : graph.add('Mul', [output, scalar(graph, 0, 'float64')], {}),
      )
    },
  }
}
