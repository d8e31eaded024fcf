import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heatOver } from './heat-picture.ts'
import { heatOfOcclusion, occluded, patchesOver } from './occlusion.ts'

const side = fc.integer({ min: 1, max: 70 })

describe('occlusion', () => {
  it('hides every pixel of a picture at least once, and nothing beside it', () => {
    fc.assert(
      fc.property(side, side, (height, width) => {
        const seen = new Uint8Array(height * width)
        for (const patch of patchesOver({ height, width })) {
          for (let row = patch.top; row < patch.top + patch.height; row++) {
            for (let column = patch.left; column < patch.left + patch.width; column++) {
              if (row >= height || column >= width) return false
              seen[row * width + column] = 1
            }
          }
        }
        return seen.every(Boolean)
      }),
    )
  })

  it('puts the picture’s mean colour in place of a patch', () => {
    const shape = { height: 2, width: 3, channels: 3 }
    const pixels = Uint8Array.from(
      { length: 18 },
      (_, place) => [0, 60, 120][place % 3]! + (place < 9 ? 0 : 20),
    )
    const hidden = occluded(pixels, shape, { top: 1, left: 1, height: 1, width: 2 })
    expect([...hidden.subarray(0, 12)]).toEqual([...pixels.subarray(0, 12)])
    expect([...hidden.subarray(12)]).toEqual([10, 70, 130, 10, 70, 130])
  })

  it('finds the place without which the class is less probable', () => {
    const size = { height: 20, width: 30 }
    const patches = patchesOver(size)
    const covers = (row: number, column: number) =>
      patches.map(
        ({ top, left, height, width }) =>
          row >= top && row < top + height && column >= left && column < left + width,
      )
    const hidden = covers(12, 7).map(isHidden => (isHidden ? 0.1 : 0.9))
    const heat = heatOfOcclusion(size, patches, 0.9, hidden)
    expect(heat[12 * 30 + 7]).toBeCloseTo(0.8)
    expect(heat.indexOf(Math.max(...heat))).toBeLessThanOrEqual(12 * 30 + 7)
    expect(heat[2 * 30 + 25]).toBe(0)
  })
})

describe('the drawn heat', () => {
  it('covers where it is hot, leaves the rest, and enlarges small pictures', () => {
    const heat = Float32Array.of(0, 0, 2, 0)
    const { pixels, shape } = heatOver(
      Uint8Array.of(50, 60, 70, 80),
      { height: 2, width: 2, channels: 1 },
      heat,
    )
    expect(shape).toEqual({ height: 256, width: 256, channels: 3 })
    const at = (row: number, column: number) => [...pixels.subarray((row * 256 + column) * 3).subarray(0, 3)]
    expect(at(0, 0)).toEqual([50, 50, 50])
    expect(at(255, 255)).toEqual([80, 80, 80])
    expect(at(200, 10)).toEqual([218, 91, 27])
  })
})
