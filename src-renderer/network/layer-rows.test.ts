import { expect, it } from 'vitest'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { receptiveFields } from '../../src-main/shared/architecture/receptive-field.ts'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import { summarize } from '../../src-main/shared/architecture/summary.ts'
import { layerRows, nextOrder, type Order, sortRows } from './layer-rows.ts'

const rowsOf = (side: number) => {
  const { spec } = presets['lenet-modern']
  const network = { ...spec, input: { ...spec.input, height: side, width: side } }
  const fields = receptiveFields(network, inferShapes(network, 10).layers)
  return layerRows(network, summarize(network, 10), fields)
}
const names = (side: number, order: Order) => sortRows(rowsOf(side), order).map(({ layer }) => layer.name)

it('sorts the layers by what they compute, those that compute nothing in their order', () => {
  const order = nextOrder({ column: 'layer', descending: false }, 'computing')
  expect(names(32, order).slice(0, 3)).toEqual(['conv2', 'conv1', 'fc1'])
  expect(names(32, { ...order, descending: false }).slice(0, 2)).toEqual(['pool1', 'pool2'])
})

it('sorts by receptive field, and goes back to the order of the network', () => {
  const asBuilt = rowsOf(32).map(({ layer }) => layer.name)
  expect(names(32, { column: 'field', descending: false })).toEqual(asBuilt)
  expect(names(32, nextOrder({ column: 'field', descending: true }, 'layer'))).toEqual(asBuilt)
})

it('puts layers that do not fit last', () => {
  for (const descending of [true, false]) {
    const sorted = sortRows(rowsOf(6), { column: 'parameters', descending })
    const firstUnknown = sorted.findIndex(({ summary }) => !summary)
    expect(firstUnknown).toBeGreaterThan(0)
    expect(sorted.slice(firstUnknown).every(({ summary }) => !summary)).toBe(true)
  }
})
