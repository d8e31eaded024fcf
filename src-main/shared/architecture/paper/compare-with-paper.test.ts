import { describe, expect, test } from 'vitest'
import { compareWithPaper } from './compare-with-paper.ts'

const kindsOf = (id: Parameters<typeof compareWithPaper>[0]) =>
  compareWithPaper(id, 1000).map(({ kind }) => kind)

describe('LeNet', () => {
  test("of the article has 64 units where the paper's F6 has 84", () => {
    const differences = compareWithPaper('lenet-article', 10)
    expect(differences).toContainEqual({
      kind: 'setting',
      setting: 'units',
      pairs: [{ layer: 'fc2', paperName: 'F6', here: 64, paper: 84 }],
    })
    expect(differences).toContainEqual({
      kind: 'connections',
      layer: 'conv2',
      paperName: 'C3',
      here: 96,
      paper: 60,
    })
    expect(differences).toContainEqual({ kind: 'parameters', here: 59_086, paper: 60_850 })
  })

  test('of today differs in kinds that are told once each', () => {
    expect(kindsOf('lenet-modern').toSorted()).toEqual(['activation', 'connections', 'parameters', 'pooling'])
  })
})

describe('AlexNet', () => {
  test("of the article has strides of 2 where the paper's sizes need 1, and no normalisation", () => {
    expect(compareWithPaper('alexnet-article', 1000)).toEqual([
      { kind: 'stride', layer: 'conv2', here: 2, paper: 1, reads: 27, gives: 14, paperGives: 27 },
      { kind: 'stride', layer: 'conv3', here: 2, paper: 1, reads: 13, gives: 7, paperGives: 13 },
      { kind: 'missing', mark: 'lrn', layers: ['conv1', 'conv2'] },
      {
        kind: 'reads',
        layer: 'fc6',
        here: { height: 1, width: 1, channels: 256 },
        paper: { height: 6, width: 6, channels: 256 },
      },
      { kind: 'parameters', here: 24_265_064, paper: 60_965_224 },
    ])
  })

  test('with one tower differs in the towers of three layers alone', () => {
    expect(compareWithPaper('alexnet-one-tower', 1000)).toEqual([
      {
        kind: 'setting',
        setting: 'towers',
        pairs: ['conv2', 'conv4', 'conv5'].map(layer => ({ layer, paperName: null, here: 1, paper: 2 })),
      },
      { kind: 'parameters', here: 62_378_344, paper: 60_965_224 },
    ])
  })

  test('made small is held against the paper setting by setting', () => {
    const differences = compareWithPaper('alexnet-small', 10)
    expect(kindsOf('alexnet-small')).toEqual([
      'input',
      'setting',
      'setting',
      'setting',
      'setting',
      'setting',
      'parameters',
    ])
    expect(differences).toContainEqual({
      kind: 'setting',
      setting: 'stride',
      pairs: [
        {
          layer: 'conv1',
          paperName: null,
          here: { height: 2, width: 2 },
          paper: { height: 4, width: 4 },
        },
      ],
    })
  })
})

test.each(['lenet-5', 'alexnet', 'vgg-11', 'vgg-13', 'vgg-16', 'vgg-19'] as const)(
  '%s is the paper’s network: nothing differs',
  id => {
    expect(compareWithPaper(id, 1000)).toEqual([])
  },
)

test('the small VGG is narrower than network A, and nothing else', () => {
  expect(
    compareWithPaper('vgg-small', 10).map(difference =>
      'setting' in difference ? difference.setting : difference.kind,
    ),
  ).toEqual(['input', 'filters', 'units', 'parameters'])
})
