import { describe, expect, test } from 'vitest'
import {
  familyOf,
  type PresetId,
  presetFamilies,
  presetIds,
  presets,
} from '../../src-main/shared/architecture/presets/index.ts'
import { alternatives, canFollow, firstVariant, smallestSide } from './fitting-presets.ts'

const square = (side: number, channels = 1) => ({ height: side, width: side, channels })

test('every preset belongs to one family', () => {
  expect(Object.values(presetFamilies).flat().toSorted()).toEqual(presetIds.toSorted())
  for (const id of presetIds) expect(presetFamilies[familyOf(id)]).toContain(id)
})

describe('the variant to begin with', () => {
  test('is the best known one without pictures', () => {
    expect((['lenet', 'alexnet', 'vgg'] as const).map(family => firstVariant(family, null, 10))).toEqual([
      'lenet-modern',
      'alexnet',
      'vgg-16',
    ])
  })

  test('is the small one for small pictures, and the paper’s for large ones', () => {
    expect(firstVariant('alexnet', square(32), 10)).toBe('alexnet-small')
    expect(firstVariant('vgg', square(64, 3), 10)).toBe('vgg-small')
    expect(firstVariant('alexnet', square(224, 3), 10)).toBe('alexnet')
    expect(firstVariant('vgg', square(200, 3), 10)).toBe('vgg-16')
  })

  test('is the best known one where none can follow', () => {
    expect(firstVariant('vgg', square(16), 10)).toBe('vgg-16')
  })
})

test('AlexNet follows pictures of 63 pixels and more, VGG of 32, LeNet-5 of 32', () => {
  expect((['alexnet', 'vgg-19', 'lenet-5'] as const).map(id => smallestSide(id, 3, 10))).toEqual([63, 32, 32])
  for (const id of presetIds)
    expect(smallestSide(id, 1, 10), id).toBeLessThanOrEqual(presets[id].spec.input.height)
})

describe('where the layers cannot follow', () => {
  test('variants of the same family are offered', () => {
    expect(alternatives('alexnet', square(32), 10)).toEqual(['alexnet-small'])
    expect(alternatives('alexnet-article', square(128, 3), 10)).toEqual(['alexnet', 'alexnet-one-tower'])
    expect(alternatives('lenet-5', square(28), 10)).toEqual(['lenet-modern', 'lenet-article'])
  })

  test('other families are offered where the own has none, and nothing that fails too', () => {
    expect(alternatives('vgg-16', square(16), 10)).toEqual(['lenet-modern'])
    expect(alternatives('vgg-16', square(8), 10)).toEqual([])
  })

  test.each([1, 3])('no preset leads to an offer that fails, with pictures of %i channels', channels => {
    for (const side of [8, 16, 28, 32, 48, 64, 96, 128, 224, 256])
      for (const id of presetIds) {
        const shape = square(side, channels)
        for (const offer of alternatives(id, shape, 10)) expect(canFollow(offer, shape, 10), offer).toBe(true)
        const first: PresetId = firstVariant(familyOf(id), shape, 10)
        if (presetFamilies[familyOf(id)].some(variant => canFollow(variant, shape, 10)))
          expect(canFollow(first, shape, 10), first).toBe(true)
      }
  })
})
