import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectionsOf } from './connections.ts'
import { kernelCount } from './counts.ts'
import { allows, layerLimits, nearestAllowed } from './limits.ts'
import { conv } from './presets/layers.ts'

describe('the limits of a number', () => {
  it('let the nearest allowed number through, whatever was typed', () => {
    const all = Object.values(layerLimits).flatMap(limits => Object.values(limits))
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.double(), (limits, typed) => {
        const nearest = nearestAllowed(limits, typed)
        expect(allows(limits, nearest)).toBe(true)
        if (allows(limits, typed)) expect(nearest).toBe(typed)
      }),
      { seed: 1 },
    )
  })

  it('keep the neighbours of LRN odd', () => {
    expect([4, 5].map(size => allows(layerLimits.lrn.size, size))).toEqual([false, true])
    expect(nearestAllowed(layerLimits.lrn.size, 4.2)).toBe(5)
  })
})

describe('what the filters of a convolution read', () => {
  it.each([
    ['one tower', conv('c', 4, 3)],
    ['two towers', conv('c', 4, 3, { groups: 2 })],
    ['a table', conv('c', 2, 3, { connections: [[0], [1, 5]] })],
  ])('are as many channels as are counted: %s', (_, layer) => {
    expect(connectionsOf(layer, 6).flat().length).toBe(kernelCount(layer, 6))
  })

  it('are the maps of its own tower', () => {
    expect(connectionsOf(conv('c', 4, 3, { groups: 2 }), 4)).toEqual([
      [0, 1],
      [0, 1],
      [2, 3],
      [2, 3],
    ])
  })
})
