import { expect, test } from 'vitest'
import { applyEdit } from '../../src-main/shared/architecture/edits.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { selectionAfter } from './selection.ts'

const { spec } = presets['lenet-modern']
const without = (layerId: string, from = spec) => applyEdit(from, { kind: 'remove', layerId })
const idOf = (index: number) => spec.layers.at(index)!.id

test('the neighbour takes the place of what is removed, and what comes back takes it again', () => {
  const removed = without(idOf(2))
  expect(selectionAfter(spec, removed, idOf(2))).toBe(idOf(3))
  expect(selectionAfter(removed, spec, idOf(3))).toBe(idOf(2))
  expect(selectionAfter(spec, without(idOf(-1)), idOf(-1))).toBe(idOf(-2))
})

test('a block that is put in is selected, and its neighbour when that is undone', () => {
  const added = applyEdit(spec, { kind: 'duplicate', layerId: idOf(0) })
  const copy = added.layers[1]!.id
  expect(selectionAfter(spec, added, idOf(0))).toBe(copy)
  expect(selectionAfter(added, spec, copy)).toBe(idOf(1))
})

test('what is selected elsewhere stays, and the input when no layer is left', () => {
  expect(selectionAfter(spec, without(idOf(2)), idOf(0))).toBe(idOf(0))
  expect(selectionAfter(spec, without(idOf(2)), 'input')).toBe('input')
  const one = { ...spec, layers: spec.layers.slice(0, 1) }
  expect(selectionAfter(one, without(idOf(0), one), idOf(0))).toBe('input')
  expect(selectionAfter({ ...one, layers: [] }, one, 'input')).toBe(idOf(0))
})

test('nothing of another network is selected', () => {
  expect(selectionAfter(spec, presets['vgg-11'].spec, idOf(2))).toBeNull()
  expect(selectionAfter(spec, { ...spec, id: 'kept', name: 'Kept' }, idOf(2))).toBe(idOf(2))
})
