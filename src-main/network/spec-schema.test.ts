import { describe, expect, it } from 'vitest'
import { presetIds, presets } from '../shared/architecture/presets/index.ts'
import { specSchema } from './spec-schema.ts'

describe('a network from outside', () => {
  it.each(presetIds)('is read back as it was written: %s', id => {
    expect(specSchema.parse(JSON.parse(JSON.stringify(presets[id].spec)))).toEqual(presets[id].spec)
  })

  it('is refused where a name could not be a tensor’s, or stands twice', () => {
    const { spec } = presets['lenet-modern']
    const [first, ...rest] = spec.layers
    const renamed = (name: string) => specSchema.safeParse({ ...spec, layers: [{ ...first, name }, ...rest] })
    expect(renamed('conv1').success).toBe(true)
    for (const name of ['', '../conv', 'a/b', 'a b', '1st', 'pool1', 'optimizer']) {
      expect(renamed(name).success, name).toBe(false)
    }
  })

  it('is refused where its numbers would be nothing or infinite in float32', () => {
    const { spec } = presets['alexnet']
    const isRead = (change: object) =>
      specSchema.safeParse({
        ...spec,
        layers: spec.layers.map(layer => (layer.kind === 'lrn' ? { ...layer, ...change } : layer)),
      }).success
    expect(isRead({})).toBe(true)
    for (const change of [{ k: 1e-50 }, { k: 0 }, { alpha: 1e50 }, { size: 4 }])
      expect(isRead(change)).toBe(false)
    expect(specSchema.safeParse({ ...spec, input: { ...spec.input, range: [0, 1e300] } }).success).toBe(false)
  })
})
