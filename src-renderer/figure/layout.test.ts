import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PresetId, presetIds, presets } from '../../src-main/shared/architecture/presets/index.ts'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import { messagesFor } from '../../src-main/shared/messages/messages.ts'
import { captionLines } from '../network/captions.ts'
import { captionLine, captionWidth } from './captions.ts'
import { type FigureColumn, figureColumns } from './columns.ts'
import { type FigureGroup, figureGroups } from './groups.ts'
import { type FigureLayout, layoutFigure } from './layout.ts'
import { type Block, projectFaces } from './project.ts'

const groupsOf = (spec: ArchitectureSpec, language: 'en' | 'zh-CN' = 'en') =>
  figureGroups(figureColumns(spec, inferShapes(spec, 10).layers), (columns, narrow) =>
    captionLines(messagesFor(language), columns, narrow),
  )

const draw = (id: PresetId, width = 840) =>
  layoutFigure(groupsOf(presets[id].spec), { width, blockHeight: 240 })

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function around(boxes: readonly Block[]): Box {
  const points = boxes.flatMap(box => Object.values(projectFaces(box)).flat())
  return {
    left: Math.min(...points.map(({ x }) => x)),
    right: Math.max(...points.map(({ x }) => x)),
    top: Math.min(...points.map(({ y }) => y)),
    bottom: Math.max(...points.map(({ y }) => y)),
  }
}

const front = ({ x, y, depth, height }: Block): Box => ({
  left: x,
  right: x + depth,
  top: y,
  bottom: y + height,
})

/** A rounding error is no overlap. */
const apart = (one: Box, other: Box) =>
  one.right < other.left + 1e-6 ||
  other.right < one.left + 1e-6 ||
  one.bottom < other.top + 1e-6 ||
  other.bottom < one.top + 1e-6

function expectApart(boxes: readonly Box[], what: string) {
  for (const [index, one] of boxes.entries())
    for (const other of boxes.slice(index + 1)) expect(apart(one, other), what).toBe(true)
}

function expectOrderly(groups: readonly FigureGroup[], figure: FigureLayout) {
  const boxesOf = ({ columns }: FigureGroup) =>
    figure.blocks.filter(({ column }) => columns.includes(column)).flatMap(({ boxes }) => boxes)
  const captions = figure.captions.map(({ x, y, lines }) => {
    const width = captionWidth(lines)
    return { left: x - width / 2, right: x + width / 2, top: y, bottom: y + lines.length * captionLine }
  })
  const frame = { left: -1e-6, top: 0, right: figure.width + 1e-6, bottom: figure.height }
  for (const box of [...groups.map(group => around(boxesOf(group))), ...captions]) {
    expect(box.left).toBeGreaterThanOrEqual(frame.left)
    expect(box.top).toBeGreaterThanOrEqual(frame.top)
    expect(box.right).toBeLessThanOrEqual(frame.right)
    expect(box.bottom).toBeLessThanOrEqual(frame.bottom)
  }
  expectApart([...groups.map(group => around(boxesOf(group))), ...captions], 'groups and captions')
  for (const group of groups) expectApart(boxesOf(group).map(front), 'slices of a group')
  for (const { boxes } of figure.blocks)
    expectApart(
      boxes.map(box => around([box])),
      'towers of a layer',
    )
}

const anyColumns = fc
  .array(
    fc.record({
      kind: fc.constantFrom('conv2d', 'pool', 'subsample', 'lrn', 'dropout', 'dense' as const),
      side: fc.constantFrom(1, 7, 56, 224),
      height: fc.integer({ min: 1, max: 224 }),
      channels: fc.integer({ min: 1, max: 4096 }),
      towers: fc.constantFrom(1, 1, 2, 3),
      tall: fc.boolean(),
    }),
    { minLength: 0, maxLength: 30 },
  )
  .map(layers => {
    const square = { height: 224, width: 224 }
    const columns: FigureColumn[] = [
      {
        id: 'input',
        kind: 'input',
        shape: { ...square, channels: 3 },
        form: 'box',
        mark: false,
        maps: 'input',
        towers: 1,
        apart: false,
        window: null,
        fits: true,
      },
    ]
    for (const [index, { kind, side, height, channels, towers, tall }] of layers.entries()) {
      const before = columns.at(-1)!
      const mark = kind === 'lrn' || kind === 'dropout'
      const shape = { height: tall ? height : side, width: side, channels }
      columns.push({
        id: `layer${index}`,
        kind,
        shape: mark ? before.shape : kind === 'dense' ? { height: 1, width: 1, channels } : shape,
        form: kind === 'dense' ? 'bar' : mark ? before.form : 'box',
        mark,
        maps: mark ? before.maps : kind,
        towers: mark ? before.towers : kind === 'dense' ? 1 : towers,
        apart: kind !== 'conv2d' && kind !== 'dense',
        window: kind === 'conv2d' || kind === 'pool' ? { height: 3, width: 3 } : null,
        fits: true,
      })
    }
    return columns
  })

describe('the figure', () => {
  test.each(presetIds)('of %s keeps blocks and captions apart and inside, in both languages', id => {
    for (const language of ['en', 'zh-CN'] as const) {
      const groups = groupsOf(presets[id].spec, language)
      for (const width of [742, 860, 1200])
        expectOrderly(groups, layoutFigure(groups, { width, blockHeight: 240 }))
    }
  })

  test.each(presetIds)('of %s fits its card in a window of 1024 pixels', id => {
    expect(draw(id, 742).width).toBeCloseTo(742)
  })

  test('of any network at any width keeps blocks and captions apart and inside', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 320, max: 1600 }), (columns, width) => {
        const groups = figureGroups(columns, some => [some[0]!.id, `${some.at(-1)!.shape.channels}`])
        expectOrderly(groups, layoutFigure(groups, { width, blockHeight: 200 }))
      }),
      { seed: 5, numRuns: 200 },
    )
  })

  test('draws sides by the square root and keeps the order of depths', () => {
    const [input, conv1, pool1] = draw('lenet-5').blocks.map(({ boxes }) => boxes[0]!)
    expect(input!.height / pool1!.height).toBeCloseTo(Math.sqrt(32 / 14))
    expect(conv1!.depth / input!.depth).toBeCloseTo(Math.log2(7))
  })

  test('shows the kernel on the map it reads, five of thirty-two pixels wide', () => {
    const { blocks, links } = draw('lenet-modern')
    const input = blocks[0]!.boxes[0]!
    const link = links[0]!
    if (link.kind !== 'window') throw new Error('conv1 slides a window')
    const [topLeft, topRight, , bottomLeft] = link.window
    const right = projectFaces(input).right
    expect((topRight!.x - topLeft!.x) / (right[1]!.x - right[0]!.x)).toBeCloseTo(5 / 32)
    expect((bottomLeft!.y - topLeft!.y) / input.height).toBeCloseTo(5 / 32)
  })
})

describe('the towers of AlexNet', () => {
  const { blocks, links } = draw('alexnet')
  const block = (id: string) => blocks.find(({ column }) => column.id === id)!

  test('hold half of the channels each, from conv1 to pool5, and no dense layer has any', () => {
    const towered = blocks.filter(({ boxes }) => boxes.length === 2).map(({ column }) => column.id)
    expect(towered).toEqual([
      'conv1',
      'norm1',
      'pool1',
      'conv2',
      'norm2',
      'pool2',
      'conv3',
      'conv4',
      'conv5',
      'pool5',
    ])
    const input = block('input').boxes[0]!
    expect(block('conv1').boxes[0]!.depth / input.depth).toBeCloseTo(Math.log2(49) / Math.log2(4))
  })

  test('meet in conv3, which reads both, and nowhere else', () => {
    const readers = (id: string) =>
      links
        .filter(link => link.id.startsWith(`${id}-`))
        .map(link => (link.kind === 'window' ? link.to.length : 1))
    expect(readers('conv1')).toEqual([2])
    for (const id of ['pool1', 'conv2', 'conv4', 'conv5', 'pool5']) expect(readers(id), id).toEqual([1, 1])
    expect(readers('conv3')).toEqual([2, 2])
    expect(readers('fc6')).toEqual([1, 1])
  })

  test('are one where no convolution is split', () => {
    expect(draw('alexnet-one-tower').blocks.every(({ boxes }) => boxes.length === 1)).toBe(true)
  })
})

test('normalisation and dropout stand as thin marks behind their layer', () => {
  const groups = groupsOf(presets.alexnet.spec)
  expect(groups.map(({ columns }) => columns.map(({ id }) => id))).toEqual([
    ['input'],
    ['conv1', 'norm1'],
    ['pool1'],
    ['conv2', 'norm2'],
    ['pool2'],
    ['conv3'],
    ['conv4'],
    ['conv5'],
    ['pool5'],
    ['fc6', 'drop6'],
    ['fc7', 'drop7'],
    ['fc8'],
  ])
  expect(groups[1]?.caption).toEqual(['conv1', '55×55', '48+48', '11×11', 'ReLU', 'LRN'])
  expect(groups[9]?.caption).toEqual(['fc6', '4096', 'ReLU', 'dropout'])
})

test('what does not fit is drawn as the last maps that are known, with its size left open', () => {
  const spec = {
    ...presets['lenet-modern'].spec,
    input: { ...presets['lenet-modern'].spec.input, height: 6, width: 6 },
  }
  const columns = figureColumns(spec, inferShapes(spec, 10).layers)
  expect(columns.map(({ id, fits }) => `${id} ${fits}`)).toEqual([
    'input true',
    ...spec.layers.map(({ id }, index) => `${id} ${inferShapes(spec, 10).layers[index] !== undefined}`),
  ])
  const broken = columns.find(({ fits }) => !fits)!
  expect(captionLines(messagesFor('en'), [broken])).toEqual([broken.layer?.name, '?', '5×5', 'ReLU'])
})

test('the long VGG stands in stacks of maps of one size, with the captions of its blocks', () => {
  const captions = groupsOf(presets['vgg-19'].spec).map(({ caption }) => caption.slice(0, 3).join(' '))
  expect(captions).toEqual([
    'input 224×224×3',
    'conv1_1–2 224×224 ×64',
    'conv2_1–2 112×112 ×128',
    'conv3_1–4 56×56 ×256',
    'conv4_1–4 28×28 ×512',
    'conv5_1–4 14×14 ×512',
    'pool5 7×7 ×512',
    'fc1 4096 ReLU',
    'fc2 4096 ReLU',
    'fc3 10',
  ])
})
