import { describe, expect, it } from 'vitest'
import { presetIds, presets } from '../../src-main/shared/architecture/presets/index.ts'
import { layersText, parseLayers } from './clipboard.ts'

describe('a copied block', () => {
  it.each(presetIds)('of %s is the same when it is pasted', id => {
    const { layers } = presets[id].spec
    expect(parseLayers(layersText(layers))).toEqual(layers)
  })

  const [conv] = presets['lenet-5'].spec.layers
  it.each([
    ['other text', 'conv1'],
    ['other data', '{"layers": []}'],
    ['no layer', layersText([])],
    ['an unknown kind', layersText([{ ...conv, kind: 'lstm' } as never])],
    ['no kind of layer', layersText([{ ...conv, kind: 'constructor' } as never])],
    ['a number that is too large', layersText([{ ...conv, filters: 1e9 } as never])],
    ['text for a number', layersText([{ ...conv, filters: '6' } as never])],
    ['a property that is missing', layersText([{ ...conv, stride: undefined } as never])],
    ['an unknown activation', layersText([{ ...conv, activation: 'swish' } as never])],
  ])('with %s is none', (_, text) => {
    expect(parseLayers(text)).toBeNull()
  })
})
