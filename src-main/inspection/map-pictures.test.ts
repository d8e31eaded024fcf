import { describe, expect, it } from 'vitest'
import { drawMap, rangesOf } from './map-pictures.ts'

describe('feature maps', () => {
  const maps = { shape: [1, 3, 2], values: Float32Array.of(-1, 5, 0, 5, 1, 5) }

  it('are drawn from their smallest value to their largest, each by itself', () => {
    expect(rangesOf(maps)).toEqual([
      [-1, 1],
      [5, 5],
    ])
    expect(drawMap(maps, 0)).toEqual({
      pixels: Uint8Array.of(0, 128, 255),
      shape: { height: 1, width: 3, channels: 1 },
    })
    expect(drawMap(maps, 1)?.pixels).toEqual(Uint8Array.of(0, 0, 0))
    expect(drawMap(maps, 2)).toBeUndefined()
  })

  it('without an extent are drawn together', () => {
    const units = { shape: [5], values: Float32Array.of(0, 1, 2, 3, 4) }
    expect(rangesOf(units)).toEqual([[0, 4]])
    expect(drawMap(units, 0)).toEqual({
      pixels: Uint8Array.of(0, 64, 128, 191, 255, 0),
      shape: { height: 2, width: 3, channels: 1 },
    })
  })
})
