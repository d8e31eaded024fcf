import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presetIds, presets } from '../../src-main/shared/architecture/presets/index.ts'
import { inferShapes } from '../../src-main/shared/architecture/shapes.ts'
import type { Shape } from '../../src-main/shared/architecture/spec.ts'
import { textWidth } from './captions.ts'
import { type FigureColumn, figureColumns } from './columns.ts'
import { captionLine, captionSize, type FigureLayout, layoutFigure } from './layout.ts'
import { projectFaces } from './project.ts'

const presetColumns = (id: (typeof presetIds)[number]) => {
  const { spec } = presets[id]
  return figureColumns(spec, inferShapes(spec, 10).layers, (layer, { height, width, channels }) => [
    layer?.name ?? 'input',
    `${height} × ${width} × ${channels}`,
  ])
}

const column = (index: number, kind: FigureColumn['kind'], shape: Shape): FigureColumn => ({
  id: `layer${index}`,
  kind,
  shape,
  window: kind === 'conv2d' || kind === 'pool' ? { height: 3, width: 3 } : null,
  caption: [`layer${index}`, `${shape.height} × ${shape.width} × ${shape.channels}`],
})

const anyColumns = fc
  .array(
    fc.record({
      kind: fc.constantFrom('conv2d', 'pool', 'subsample', 'dense' as const),
      height: fc.integer({ min: 1, max: 224 }),
      width: fc.integer({ min: 1, max: 224 }),
      channels: fc.integer({ min: 1, max: 4096 }),
    }),
    { minLength: 0, maxLength: 24 },
  )
  .map(layers => [
    column(0, 'input', { height: 224, width: 224, channels: 3 }),
    ...layers.map(({ kind, ...shape }, index) =>
      column(index + 1, kind, kind === 'dense' ? { ...shape, height: 1, width: 1 } : shape),
    ),
  ])

function expectOrderly(figure: FigureLayout) {
  const spans = figure.blocks.map(block => {
    const points = Object.values(projectFaces(block)).flat()
    return {
      left: Math.min(...points.map(({ x }) => x)),
      right: Math.max(...points.map(({ x }) => x)),
      top: Math.min(...points.map(({ y }) => y)),
      bottom: Math.max(...points.map(({ y }) => y)),
    }
  })
  const captions = figure.captions.map(({ x, y, lines }) => {
    const width = Math.max(...lines.map(line => textWidth(line, captionSize)))
    return { left: x - width / 2, right: x + width / 2, top: y, bottom: y + lines.length * captionLine }
  })
  for (const box of [...spans, ...captions]) {
    expect(box.left).toBeGreaterThanOrEqual(0)
    expect(box.top).toBeGreaterThanOrEqual(0)
    expect(box.right).toBeLessThanOrEqual(figure.width)
    expect(box.bottom).toBeLessThanOrEqual(figure.height)
  }
  for (let index = 1; index < spans.length; index++) {
    expect(spans[index]!.left).toBeGreaterThan(spans[index - 1]!.right)
  }
  for (const [index, one] of captions.entries()) {
    for (const other of captions.slice(index + 1)) {
      const apart =
        one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top
      expect(apart, 'captions overlap').toBe(true)
    }
  }
}

describe('the figure', () => {
  test.each(presetIds)('of %s keeps blocks and captions apart and inside', id => {
    expectOrderly(layoutFigure(presetColumns(id), { width: 840, blockHeight: 210 }))
  })

  test.each(['lenet-article', 'lenet-5', 'lenet-modern'] as const)('of %s fits its card in one row', id => {
    const figure = layoutFigure(presetColumns(id), { width: 840, blockHeight: 210 })
    expect(figure.width).toBeCloseTo(840)
    expect(new Set(figure.captions.map(({ y }) => y)).size).toBe(1)
  })

  test('of any network at any width keeps blocks and captions apart and inside', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 320, max: 1600 }), (columns, width) => {
        expectOrderly(layoutFigure(columns, { width, blockHeight: 200 }))
      }),
      { seed: 5, numRuns: 200 },
    )
  })

  test('draws sides by the square root and keeps the order of depths', () => {
    const { blocks } = layoutFigure(presetColumns('lenet-5'), { width: 840, blockHeight: 210 })
    const [input, conv1, pool1] = blocks
    expect(input!.height / pool1!.height).toBeCloseTo(Math.sqrt(32 / 14))
    expect(conv1!.depth / input!.depth).toBeCloseTo(Math.log2(7))
  })

  test('shows the kernel on the map it reads, five of thirty-two pixels wide', () => {
    const { blocks, links } = layoutFigure(presetColumns('lenet-modern'), { width: 840, blockHeight: 210 })
    const link = links[0]!
    if (link.kind !== 'window') throw new Error('conv1 slides a window')
    const [topLeft, topRight, , bottomLeft] = link.window
    const right = projectFaces(blocks[0]!).right
    expect((topRight!.x - topLeft!.x) / (right[1]!.x - right[0]!.x)).toBeCloseTo(5 / 32)
    expect((bottomLeft!.y - topLeft!.y) / blocks[0]!.height).toBeCloseTo(5 / 32)
  })
})
