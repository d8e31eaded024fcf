import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEdit, anyPreset } from '../../../test/fixtures/arbitrary-edits.ts'
import { alignLayers } from './align-layers.ts'
import { compareNetworks, isSameNetwork } from './compare.ts'
import { applyEdit, type Edit } from './edits.ts'
import { type PresetId, presets } from './presets/index.ts'

const specOf = (id: PresetId) => presets[id].spec

/** Names of both layers and the properties that differ, of the layers that do. */
const rowsOf = (here: PresetId, there: PresetId) =>
  compareNetworks(specOf(here), specOf(there), 1000)
    .layers.filter(row => row.properties.length > 0 || !row.here || !row.there)
    .map(row => [
      row.here?.layer.name ?? null,
      row.there?.layer.name ?? null,
      ...row.properties.map(({ property, here, there }) => ({ property, here, there })),
    ])

describe('two networks beside each other', () => {
  it('differ in nothing where they are the same', () => {
    expect(rowsOf('vgg-19', 'vgg-19')).toEqual([])
    expect(isSameNetwork(specOf('vgg-19'), structuredClone(specOf('vgg-19')))).toBe(true)
    expect(isSameNetwork(specOf('vgg-19'), specOf('vgg-16'))).toBe(false)
  })

  it('differ property by property: the towers of AlexNet', () => {
    const towers = { property: 'groups', here: 2, there: 1 }
    expect(rowsOf('alexnet', 'alexnet-one-tower')).toEqual([
      ['conv2', 'conv2', towers],
      ['conv4', 'conv4', towers],
      ['conv5', 'conv5', towers],
    ])
  })

  it('have the layers that only one of them has: the normalisation of the paper', () => {
    const two = { height: 2, width: 2 }
    const one = { height: 1, width: 1 }
    expect(rowsOf('alexnet', 'alexnet-article')).toEqual([
      ['norm1', null],
      ['conv2', 'conv2', { property: 'stride', here: one, there: two }],
      ['norm2', null],
      ['conv3', 'conv3', { property: 'stride', here: one, there: two }],
    ])
    expect(rowsOf('vgg-19', 'vgg-16').map(([here, there]) => [here, there])).toEqual([
      ['conv3_4', null],
      ['conv4_4', null],
      ['conv5_4', null],
    ])
  })

  it('find a layer again under another name, and beside one that was put in', () => {
    const edits: readonly Edit[] = [
      { kind: 'rename', layerId: 'conv3', name: 'middle' },
      { kind: 'insert', layerKind: 'conv2d', index: 7 },
    ]
    const edited = applyEdit(specOf('alexnet'), { kind: 'several', edits })
    const found = compareNetworks(edited, specOf('alexnet'), 1000).layers
    const differing = found.filter(row => row.properties.length > 0 || !row.there)
    expect(differing.map(row => [row.here?.layer.name, row.there?.layer.name])).toEqual([
      ['middle', 'conv3'],
      ['conv6', undefined],
    ])
  })

  it('have every layer of both, once and in order, whatever was edited', () => {
    fc.assert(
      fc.property(anyPreset, anyPreset, fc.array(anyEdit, { maxLength: 6 }), (here, other, edits) => {
        const there = edits.reduce((spec, of) => applyEdit(spec, of(spec)), other)
        const pairs = alignLayers(here.layers, there.layers)
        const places = (side: 0 | 1) => pairs.map(pair => pair[side]).filter(place => place !== null)
        expect(places(0)).toEqual(here.layers.map((_, index) => index))
        expect(places(1)).toEqual(there.layers.map((_, index) => index))
      }),
      { seed: 5, numRuns: 100 },
    )
  })
})
