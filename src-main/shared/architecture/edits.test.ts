import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEdit, anyPreset } from '../../../test/fixtures/arbitrary-edits.ts'
import { applyEdit, type Edit } from './edits.ts'
import { canUndo, record, redo, startHistory, undo } from './history.ts'
import { isWithinLimits } from './limits.ts'
import { presets } from './presets/index.ts'
import type { ArchitectureSpec } from './spec.ts'
import { summarize } from './summary.ts'

const runs = { seed: 8, numRuns: 200 }
const anyEdits = fc.array(anyEdit, { maxLength: 12 })

describe('any edits, one after the other,', () => {
  it('keep ids and names unique and every number within its limits', () => {
    fc.assert(
      fc.property(anyPreset, anyEdits, (preset, edits) => {
        const { layers } = edits.reduce((spec, of) => applyEdit(spec, of(spec)), preset)
        expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length)
        expect(new Set(layers.map(({ name }) => name)).size).toBe(layers.length)
        expect(layers.every(isWithinLimits)).toBe(true)
      }),
      runs,
    )
  })

  it('are all undone by as many undos, and come back by as many redos', () => {
    fc.assert(
      fc.property(anyPreset, anyEdits, (preset, edits) => {
        let history = startHistory(preset)
        for (const of of edits) history = record(history, applyEdit(history.present, of(history.present)))
        const end = history.present
        let steps = 0
        for (; canUndo(history); steps++) history = undo(history)
        expect(history.present).toBe(preset)
        for (; steps > 0; steps--) history = redo(history)
        expect(history.present).toBe(end)
      }),
      runs,
    )
  })

  it('never change the network they were applied to', () => {
    fc.assert(
      fc.property(anyPreset, anyEdit, (preset, of) => {
        const before = JSON.stringify(preset)
        applyEdit(preset, of(preset))
        expect(JSON.stringify(preset)).toBe(before)
      }),
      runs,
    )
  })
})

const { spec: alexnet } = presets.alexnet
const namesOf = ({ layers }: ArchitectureSpec) => layers.map(({ name }) => name)

describe('an edit', () => {
  it.each<[string, Edit]>([
    ['a layer that is not there', { kind: 'remove', layerId: 'conv9' }],
    ['a place that is not there', { kind: 'insert', layerKind: 'pool', index: 99 }],
    ['a layer that is of another kind', change('pool1', { filters: 3 })],
    ['a number outside its limits', change('conv1', { filters: 0 })],
    ['half a filter', change('conv1', { filters: 1.5 })],
    ['a name that no tensor can have', { kind: 'rename', layerId: 'conv1', name: 'a b' }],
    ['what is so already', change('conv1', { kernel: { height: 11, width: 11 } })],
    ['a network without a name', { kind: 'rename-network', name: ' ' }],
    ['pictures of two channels', { kind: 'set-input', input: { channels: 2 } }],
  ])('that asks for %s leaves the network as it is', (_, edit) => {
    expect(applyEdit(alexnet, edit)).toBe(alexnet)
  })

  it('names new layers on from the highest number, in the field’s scheme', () => {
    const kinds = ['conv2d', 'pool', 'dense', 'lrn', 'dropout', 'batch-norm', 'global-average-pool'] as const
    const edits = kinds.map((layerKind): Edit => ({ kind: 'insert', layerKind, index: 0 }))
    expect(namesOf(applyEdit(alexnet, { kind: 'several', edits })).slice(0, 7)).toEqual([
      'gap1',
      'bn1',
      'drop8',
      'norm3',
      'fc9',
      'pool6',
      'conv6',
    ])
    expect(namesOf(applyEdit(presets['vgg-16'].spec, edits[0]!))[0]).toBe('conv6')
  })

  it('gives a copy a name of its own, and a pasted layer its own name where that is free', () => {
    const copied = applyEdit(alexnet, { kind: 'duplicate', layerId: 'conv3' })
    expect(namesOf(copied).slice(6, 8)).toEqual(['conv3', 'conv6'])
    const vgg = presets['vgg-11'].spec.layers.slice(0, 2)
    expect(namesOf(applyEdit(alexnet, { kind: 'paste', layers: vgg, index: 0 })).slice(0, 3)).toEqual([
      'conv1_1',
      'pool6',
      'conv1',
    ])
  })

  it('makes a name that is taken free, and keeps the id', () => {
    const { layers } = applyEdit(alexnet, { kind: 'rename', layerId: 'conv2', name: 'conv1' })
    expect(layers[3]).toMatchObject({ id: 'conv2', name: 'conv1_2' })
  })

  it('takes a tower, a table or a bias away where it sets it to nothing', () => {
    const one = applyEdit(alexnet, { kind: 'set-towers', layerId: 'conv2', groups: 1 })
    expect(one.layers[3]).not.toHaveProperty('groups')
    expect(applyEdit(one, { kind: 'set-towers', layerId: 'conv2', groups: 2 })).toEqual(alexnet)
  })

  it('makes C3 of LeNet-5 of a convolution over six maps', () => {
    const { spec } = presets['lenet-modern']
    const sparse = applyEdit(spec, { kind: 'set-connections', layerId: 'conv2', connections: 'lenet-5' })
    expect(summarize(sparse, 10).layers[2]?.parameters).toBe(1516)
    const complete = applyEdit(sparse, { kind: 'set-connections', layerId: 'conv2', connections: 'complete' })
    expect(complete).toEqual(spec)
  })

  it('moves a layer to the place where it then stands', () => {
    const moved = applyEdit(alexnet, { kind: 'move', layerId: 'conv1', index: 2 })
    expect(namesOf(moved).slice(0, 4)).toEqual(['norm1', 'pool1', 'conv1', 'conv2'])
    expect(applyEdit(moved, { kind: 'move', layerId: 'conv1', index: 0 })).toEqual(alexnet)
  })
})

function change(layerId: string, values: object): Edit {
  return { kind: 'change', layerId, layerKind: 'conv2d', values }
}
