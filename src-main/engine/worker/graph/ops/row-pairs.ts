import { vector } from '../constants.ts'
import type { Graph, Tensor } from '../ir.ts'
import type { Dimension } from '../tensor-type.ts'
import { input, isNode } from './op.ts'

/** Maps [b, h, w, c] as [b, h / 2, w, 2 c]: two neighbouring rows as channels, the upper one's first. Those that were just taken apart are given back. */
export function pairRows(graph: Graph, maps: Tensor): Tensor {
  const [, height = 0, width = 0, channels = 0] = maps.shape.map(Number)
  const pairs = pairsOf(maps)
  if (pairs) return pairs
  const apart = graph.add('Reshape', [maps, vector(graph, [-1, 2, width, channels])], {})
  const sorted = graph.add('Transpose', [apart, vector(graph, exchanged)], {})
  return graph.add('Reshape', [sorted, vector(graph, [-1, height / 2, width, 2 * channels])], {})
}

/** Pairs of rows [b, h, w, 2 c] as maps [b, 2 h, w, c]. */
export function unpairRows(graph: Graph, pairs: Tensor): Tensor {
  const [batch = 'b', height = 0, width = 0, channels = 0] = pairs.shape
  const apart = graph.add('Reshape', [pairs, vector(graph, [-1, Number(width), 2, Number(channels) / 2])], {})
  const sorted = graph.add('Transpose', [apart, vector(graph, exchanged)], {})
  const shape = [batch, 2 * Number(height), width, Number(channels) / 2].map(lengthOrBatch)
  const maps = graph.add('Reshape', [sorted, vector(graph, shape)], {})
  graph.differentiateAs(maps.node, [pairs], (graph, gradient) => [
    gradient && (() => pairRows(graph, gradient)),
  ])
  return maps
}

const exchanged = [0, 2, 1, 3]

/** What `unpairRows` made these maps of, if it did. */
function pairsOf({ node }: Tensor): Tensor | undefined {
  const sorted = isNode(node, 'Reshape') ? input(node.inputs, 0).node : undefined
  const apart = sorted && isNode(sorted, 'Transpose') ? input(sorted.inputs, 0) : undefined
  if (apart?.shape[2] !== 2 || !isNode(apart.node, 'Reshape')) return undefined
  const pairs = input(apart.node.inputs, 0)
  const [batch, height, width, channels] = pairs.shape
  const expected = [batch, 2 * Number(height), width, Number(channels) / 2]
  const made = expected.every((length, axis) => node.outputs[0]?.shape[axis] === length)
  return made && apart.shape[1] === width && apart.shape[3] === Number(channels) / 2 ? pairs : undefined
}

const lengthOrBatch = (length: Dimension) => (typeof length === 'number' ? length : -1)
