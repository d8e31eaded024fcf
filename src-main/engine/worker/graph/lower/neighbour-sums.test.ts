import { expect, it } from 'vitest'
import { Graph } from '../ir.ts'
import { isNode } from '../ops/op.ts'
import { neighbourSums } from './neighbour-sums.ts'

it.each([3000, 4001])('neighbours among %i channels take no constant of megabytes', channels => {
  const graph = new Graph()
  const x = graph.add('Placeholder', [], { dtype: 'float32', shape: ['b', 2, 3, channels] })
  const sums = neighbourSums(graph, x, { height: 2, width: 3, channels, radius: 2, factor: 1, start: 1 })
  expect(sums.shape).toEqual(['b', 2, 3, channels])
  const constants = graph.nodes.filter(node => isNode(node, 'Const'))
  const sizes = constants.map(({ attributes }) => attributes.value.values.length)
  expect(Math.max(...sizes)).toBeLessThan(10_000)
})
