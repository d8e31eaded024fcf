import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PresetId, presets } from './presets/index.ts'
import { conv, dense, pool } from './presets/layers.ts'
import { receptiveFields } from './receptive-field.ts'
import { inferShapes } from './shapes.ts'
import type { ArchitectureSpec, Layer } from './spec.ts'

const fieldsOf = (spec: ArchitectureSpec) => receptiveFields(spec, inferShapes(spec, 10).layers)

describe('the receptive field', () => {
  // Araujo, Norris, Sim 2019, section "Discussion: receptive fields of modern networks": the last layer before the dense ones.
  it.each([
    ['alexnet', 195, 32],
    ['vgg-16', 212, 32],
  ] as const)('of the last pooling of %s is %i pixels, by %i', (id: PresetId, size, stride) => {
    const { spec } = presets[id]
    const field = fieldsOf(spec)[spec.layers.findIndex(({ name }) => name === 'pool5')]
    expect(field).toMatchObject({
      size: { height: size, width: size },
      stride: { height: stride, width: stride },
    })
  })

  it('of LeNet’s dense layers is the whole picture', () => {
    const { spec } = presets['lenet-modern']
    const whole = { size: { height: 32, width: 32 }, start: { height: 0, width: 0 } }
    expect(fieldsOf(spec).at(-1)).toMatchObject(whole)
  })

  it('is what following every value back to the picture’s rows and columns finds', () => {
    const side = (most: number) => fc.integer({ min: 1, max: most })
    const size = (most: number) => fc.record({ height: side(most), width: side(most) })
    const layer: fc.Arbitrary<Layer> = fc.oneof(
      fc
        .record({ kernel: size(5), stride: size(3), padding: size(3) })
        .map(found => conv('conv', 4, 1, found)),
      fc.record({ window: size(3), stride: size(3) }).map(found => ({ ...pool('pool', 'max'), ...found })),
    )
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 5 }), layers => {
        const input = { height: 90, width: 70, channels: 1, range: [0, 1] } as const
        const spec = {
          version: 1,
          id: 'own',
          name: 'Own',
          input,
          layers: [...layers, dense('fc', 'classes', 'none')],
        } as const
        const fields = fieldsOf(spec)
        for (const [index] of layers.entries()) {
          const field = fields[index]
          if (!field) return
          for (const along of ['height', 'width'] as const) {
            const [first, second] = [0, 1].map(at => pixelsBehind(layers.slice(0, index + 1), along, at))
            expect({
              size: field.size[along],
              stride: field.stride[along],
              start: field.start[along],
            }).toEqual({
              size: Math.max(...first!) - Math.min(...first!) + 1,
              stride: Math.min(...second!) - Math.min(...first!),
              start: Math.min(...first!),
            })
          }
        }
      }),
      { seed: 2, numRuns: 100 },
    )
  })
})

/** Places along one side of the picture that the value at `place` behind the layers is computed from. */
function pixelsBehind(layers: readonly Layer[], along: 'height' | 'width', place: number): readonly number[] {
  return layers.toReversed().reduce<readonly number[]>(
    (places, layer) => {
      if (layer.kind !== 'conv2d' && layer.kind !== 'pool') throw new Error(layer.kind)
      const window = layer.kind === 'conv2d' ? layer.kernel : layer.window
      const padding = layer.kind === 'conv2d' ? layer.padding[along] : 0
      const reads = places.flatMap(at =>
        Array.from({ length: window[along] }, (_, step) => at * layer.stride[along] - padding + step),
      )
      return [...new Set(reads)]
    },
    [place],
  )
}
