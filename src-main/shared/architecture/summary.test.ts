import { describe, expect, it } from 'vitest'
import { kernelCount } from './counts.ts'
import { outputLength } from './output-length.ts'
import { type PresetId, presets } from './presets/index.ts'
import { dropout } from './presets/layers.ts'
import type { ArchitectureSpec, Layer } from './spec.ts'
import { summarize } from './summary.ts'

const summaryOf = (id: PresetId, classes = 10) => summarize(presets[id].spec, classes)

const outputsOf = (id: PresetId) =>
  summaryOf(id).layers.map(layer => {
    const { height, width, channels } = layer!.shapes.output
    return `${height}x${width}x${channels}`
  })

describe('the numbers of networks.md', () => {
  it.each([
    ['lenet-article', 59_086],
    ['lenet-5', 60_850],
    ['lenet-modern', 61_706],
  ] as const)('%s has %i parameters', (id, parameters) => {
    expect(summaryOf(id).parameters).toBe(parameters)
  })

  it('the article’s LeNet takes 0.828 million operations a picture', () => {
    expect(summaryOf('lenet-article').flops / 1e6).toBeCloseTo(0.828, 3)
  })

  it.each([
    ['alexnet', 60_965_224, 56_909_194],
    ['alexnet-one-tower', 62_378_344, 58_322_314],
    ['alexnet-article', 24_265_064, 20_209_034],
    ['vgg-11', 132_863_336, 128_807_306],
    ['vgg-13', 133_047_848, 128_991_818],
    ['vgg-16', 138_357_544, 134_301_514],
    ['vgg-19', 143_667_240, 139_611_210],
  ] as const)('%s has %i parameters for 1000 classes and %i for 10', (id, thousand, ten) => {
    expect(summaryOf(id, 1000).parameters).toBe(thousand)
    expect(summaryOf(id, 10).parameters).toBe(ten)
  })

  it.each([
    ['alexnet', 1448.8],
    ['alexnet-one-tower', 2270.5],
    ['vgg-11', 15_218.2],
    ['vgg-13', 22_616.9],
    ['vgg-16', 30_940.5],
    ['vgg-19', 39_264.1],
  ] as const)('%s takes %f million operations a picture for 1000 classes', (id, millions) => {
    expect(summaryOf(id, 1000).flops / 1e6).toBeCloseTo(millions, 1)
  })

  it('AlexNet has the paper’s shapes, parameters and operations, layer by layer', () => {
    const { layers } = summaryOf('alexnet', 1000)
    const rows = layers.flatMap(layer =>
      layer && layer.parameters > 0 ? [[layer.layer.name, layer.parameters, layer.flops]] : [],
    )
    expect(rows).toEqual([
      ['conv1', 34_944, 210_830_400],
      ['conv2', 307_456, 447_897_600],
      ['conv3', 885_120, 299_040_768],
      ['conv4', 663_936, 224_280_576],
      ['conv5', 442_624, 149_520_384],
      ['fc6', 37_752_832, 75_497_472],
      ['fc7', 16_781_312, 33_554_432],
      ['fc8', 4_097_000, 8_192_000],
    ])
    expect(outputsOf('alexnet')).toEqual([
      '55x55x96',
      '55x55x96',
      '27x27x96',
      '27x27x256',
      '27x27x256',
      '13x13x256',
      '13x13x384',
      '13x13x384',
      '13x13x256',
      '6x6x256',
      ...['1x1x4096', '1x1x4096', '1x1x4096', '1x1x4096', '1x1x10'],
    ])
  })

  it('the article’s AlexNet, taken literally, is left with a single value a map', () => {
    expect(outputsOf('alexnet-article').slice(3, 8)).toEqual([
      '6x6x256',
      '3x3x384',
      '3x3x384',
      '3x3x256',
      '1x1x256',
    ])
  })

  it('LeNet’s shapes are the article’s', () => {
    expect(outputsOf('lenet-article')).toEqual([
      '28x28x6',
      '14x14x6',
      '10x10x16',
      '5x5x16',
      '1x1x120',
      '1x1x64',
      '1x1x10',
    ])
  })

  it('LeNet-5 has the parameters of the paper, layer by layer', () => {
    const parameters = summaryOf('lenet-5').layers.map(layer => layer?.parameters)
    expect(parameters).toEqual([156, 12, 1516, 32, 48_120, 10_164, 850])
  })
})

describe('LeNet-5’s C3', () => {
  it('reads the maps of table I', () => {
    const c3 = presets['lenet-5'].spec.layers[2]
    if (c3?.kind !== 'conv2d') throw new Error('C3 is a convolution')
    expect(kernelCount(c3, 6)).toBe(60)
    expect(c3.connections?.map(sources => sources.join('')).join(' ')).toBe(
      '012 123 234 345 045 015 0123 1234 2345 0345 0145 0125 0134 1245 0235 012345',
    )
  })
})

describe('the length of an output', () => {
  it.each([
    { length: 32, window: 5, stride: 1, padding: 0, output: 28 },
    { length: 224, window: 11, stride: 4, padding: 2, output: 55 },
    { length: 227, window: 11, stride: 4, padding: 0, output: 55 },
    { length: 27, window: 5, stride: 2, padding: 2, output: 14 },
    { length: 55, window: 3, stride: 2, padding: 0, output: 27 },
    { length: 4, window: 5, stride: 1, padding: 0, output: 0 },
  ])('is $output for $length, window $window, stride $stride, padding $padding', sizes => {
    expect(outputLength(sizes.length, sizes.window, sizes.stride, sizes.padding)).toBe(sizes.output)
  })
})

describe('a network that does not fit', () => {
  const { spec } = presets['lenet-modern']
  const change = (index: number, layer: Partial<Layer>): ArchitectureSpec => ({
    ...spec,
    layers: spec.layers.map((found, place) => (place === index ? ({ ...found, ...layer } as Layer) : found)),
  })

  it('says which layer, what it needs and what it gets, and keeps the numbers before it', () => {
    const summary = summarize(change(2, { kernel: { height: 15, width: 3 } }), 10)

    expect(summary.problems).toEqual([
      {
        layerId: 'conv2',
        problem: {
          code: 'network.window-does-not-fit',
          params: { layer: 'conv2', neededHeight: 15, neededWidth: 3, foundHeight: 14, foundWidth: 14 },
        },
      },
    ])
    expect(summary.layers.map(layer => layer?.parameters)).toEqual([
      156,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it.each([
    ['are not one list a filter', [[0], [1]]],
    ['leave a filter without input', [[0], [1], []]],
    ['name a channel that is not there', [[0], [1], [6]]],
    ['name a channel twice', [[0], [1], [2, 2]]],
  ])('because connections %s says so', (_, connections) => {
    const [found] = summarize(change(2, { filters: 3, connections }), 10).problems
    expect(found?.problem).toEqual({ code: 'network.connections-invalid', params: { layer: 'conv2' } })
  })

  it.each([
    ['nothing', [], 'network.no-output'],
    ['a convolution', spec.layers.slice(0, 1), 'network.no-output'],
    ['a dense layer of its own number of units', spec.layers.slice(0, 5), 'network.output-units'],
    ['dropout behind the output', [...spec.layers, dropout('drop', 0.5)], 'network.behind-output'],
  ] as const)('because it ends in %s is told so', (_, layers, code) => {
    const [found] = summarize({ ...spec, layers }, 10).problems
    expect(found?.problem.code).toBe(code)
  })
})
