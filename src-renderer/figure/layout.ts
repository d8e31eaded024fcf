import { placeCaptions, textWidth } from './captions.ts'
import type { FigureColumn } from './columns.ts'
import { type Block, type Point, projectWindow } from './project.ts'
import { type FigureScale, figureScale, recede } from './scale.ts'

export interface FigureBlock extends Block {
  readonly column: FigureColumn
  /** A dense layer is a bar: its height counts the units, it does not recede. */
  readonly form: 'box' | 'bar'
}

type FigureLink =
  | { readonly kind: 'arrow'; readonly id: string; readonly from: Point; readonly to: Point }
  /** The window on the maps that are read, and the point of the next block where its values go. */
  | { readonly kind: 'window'; readonly id: string; readonly window: readonly Point[]; readonly to: Point }

interface FigureCaption {
  readonly id: string
  readonly x: number
  /** Top of the first line. */
  readonly y: number
  readonly lines: readonly string[]
  /** From the block down to a caption on a lower tier. */
  readonly leader: { readonly from: number; readonly to: number } | null
}

export interface FigureLayout {
  readonly width: number
  readonly height: number
  readonly blocks: readonly FigureBlock[]
  readonly links: readonly FigureLink[]
  readonly captions: readonly FigureCaption[]
}

export const captionSize = 12
export const captionLine = 16
const barWidth = 14
const margin = 16
const captionGap = 10
const gaps = { least: 14, most: 96 }
const smallestUnit = 1.5
/** Blocks may be a little smaller than they could be, for all captions to stand in one row. */
const shrinkings = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7]

/**
 * Places blocks from left to right on one axis, as large as `width` and `blockHeight` (pixels) allow. A network too long
 * for the width makes the figure wider than asked; nothing ever overlaps.
 */
export function layoutFigure(
  columns: readonly FigureColumn[],
  size: { width: number; blockHeight: number },
): FigureLayout {
  const largest = fittingUnit(columns, size)
  const sizes = shrinkings.map(shrinking =>
    spread(columns, Math.max(smallestUnit, shrinking * largest), size.width),
  )
  const { extents, cells, gap } = sizes.find(({ captioned }) => captioned) ?? sizes[0]!
  const used = sum(cells) + gap * (columns.length - 1)
  const width = Math.max(size.width, used + 2 * margin)
  const axis = margin + Math.max(0, ...extents.map(extent => extent.height)) / 2

  let left = (width - used) / 2
  const blocks = columns.map((column, index): FigureBlock => {
    const extent = extents[index]!
    const x = left + (cells[index]! - extent.width) / 2
    left += cells[index]! + gap
    return { column, ...extent.block, x, y: axis - extent.height / 2 + extent.block.recede.y }
  })
  const captions = captionsUnder(blocks, width, 2 * axis)
  const bottom = captions.map(({ y, lines }) => y + lines.length * captionLine)
  return {
    width,
    height: Math.max(2 * axis, ...bottom) + margin,
    blocks,
    links: blocks.slice(1).map((block, index) => linkBetween(blocks[index]!, block, axis)),
    captions,
  }
}

/** Cells as wide as block and caption where the width has room for that, else as wide as the blocks alone. */
function spread(columns: readonly FigureColumn[], unit: number, width: number) {
  const extents = columns.map(column => extentOf(column, figureScale(unit)))
  const room = (cells: readonly number[]) =>
    (width - 2 * margin - sum(cells)) / Math.max(1, columns.length - 1)
  const blocks = extents.map(extent => extent.width)
  const wide = columns.map((column, index) => Math.max(blocks[index]!, captionWidth(column)))
  const captioned = room(wide) >= gaps.least
  const cells = captioned ? wide : blocks
  return { extents, captioned, cells, gap: Math.min(gaps.most, Math.max(gaps.least, room(cells))) }
}

const captionWidth = ({ caption }: FigureColumn) =>
  Math.max(0, ...caption.map(line => textWidth(line, captionSize)))

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function extentOf({ kind, shape }: FigureColumn, scale: FigureScale) {
  if (kind === 'dense') {
    const height = scale.bar(shape.channels)
    const block = { form: 'bar', depth: barWidth, height, recede: { x: 0, y: 0 } } as const
    return { width: barWidth, height, block }
  }
  const away = recede(scale.side(shape.width))
  const depth = scale.depth(shape.channels)
  const height = scale.side(shape.height)
  const block = { form: 'box', depth, height, recede: away } as const
  return { width: depth + away.x, height: height + away.y, block }
}

/** Everything but a bar's width is proportional to the unit, so that one measurement at unit 1 solves for it. */
function fittingUnit(columns: readonly FigureColumn[], size: { width: number; blockHeight: number }): number {
  const extents = columns.map(column => extentOf(column, figureScale(1)))
  const boxes = extents.filter(({ block }) => block.form === 'box')
  const fixed = (extents.length - boxes.length) * barWidth + gaps.least * (extents.length - 1) + 2 * margin
  const byWidth = (size.width - fixed) / sum(boxes.map(({ width }) => width))
  const byHeight = size.blockHeight / Math.max(...extents.map(({ height }) => height))
  return Math.max(smallestUnit, Math.min(byWidth, byHeight))
}

function linkBetween(from: FigureBlock, to: FigureBlock, axis: number): FigureLink {
  const target = { x: to.x, y: axis }
  const { window } = to.column
  if (!window) {
    const right = from.x + from.depth + from.recede.x
    const inset = Math.min(6, (to.x - right) / 4)
    return {
      kind: 'arrow',
      id: to.column.id,
      from: { x: right + inset, y: axis },
      to: { x: to.x - inset, y: axis },
    }
  }
  const { shape } = from.column
  const fraction = { across: window.width / shape.width, down: window.height / shape.height }
  return {
    kind: 'window',
    id: to.column.id,
    window: projectWindow(from, { across: 0.62, down: 0.4 }, fraction),
    to: target,
  }
}

function captionsUnder(blocks: readonly FigureBlock[], width: number, top: number): readonly FigureCaption[] {
  const wanted = blocks.map(block => ({
    centre: block.x + (block.depth + block.recede.x) / 2,
    width: captionWidth(block.column),
  }))
  const lines = Math.max(0, ...blocks.map(block => block.column.caption.length))
  return placeCaptions(wanted, width, captionGap).map((box, index): FigureCaption => {
    const block = blocks[index]!
    const y = top + 12 + box.tier * (lines * captionLine + 8)
    return {
      id: block.column.id,
      x: box.left + box.width / 2,
      y,
      lines: block.column.caption,
      leader: box.tier > 0 ? { from: block.y + block.height + 6, to: y - 2 } : null,
    }
  })
}
