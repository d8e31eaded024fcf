import { captionLine, textWidth } from './captions.ts'
import type { FigureColumn } from './columns.ts'
import type { FigureGroup } from './groups.ts'
import { type FigureLink, linksBetween } from './links.ts'
import { type GroupExtent, measure, sliceGap, towerPitch, unitByHeight } from './measure.ts'
import type { Block } from './project.ts'
import { figureScale } from './scale.ts'

export interface FigureBlock {
  readonly column: FigureColumn
  /** One a tower, from the top. */
  readonly boxes: readonly Block[]
}

interface FigureCaption {
  readonly id: string
  readonly x: number
  /** Top of the first line. */
  readonly y: number
  readonly lines: readonly string[]
}

export interface FigureLayout {
  readonly width: number
  readonly height: number
  readonly blocks: readonly FigureBlock[]
  readonly links: readonly FigureLink[]
  readonly captions: readonly FigureCaption[]
}

const margin = { x: 4, y: 16 }
const gaps = { least: 10, most: 96 }
/** Below it a map of 1 x 1 is a dot; the figure then is wider than its frame. */
const smallestUnit = 3.5

/**
 * Places groups from left to right on one axis, their towers evenly above and below it, as large as `width` and
 * `blockHeight` (pixels) allow. A network too long for the width makes the figure wider than asked; nothing ever overlaps.
 */
export function layoutFigure(
  groups: readonly FigureGroup[],
  size: { width: number; blockHeight: number },
): FigureLayout {
  const { extents, cells, gap } = spread(groups, size.width - 2 * margin.x, size.blockHeight)
  const used = sum(cells) + gap * (groups.length - 1)
  const width = Math.max(size.width, used + 2 * margin.x)
  const pitch = towerPitch(extents)
  const heights = extents.map(({ height, towers }) => height + (towers - 1) * pitch)
  const axis = margin.y + Math.max(...heights) / 2
  const captionTop = 2 * axis + 12 - margin.y
  const lines = Math.max(...groups.map(({ caption }) => caption.length))

  let left = (width - used) / 2
  const placed = groups.map((group, index) => {
    const extent = extents[index]!
    const middle = left + cells[index]! / 2
    left += cells[index]! + gap
    const blocks = placeGroup(group, extent, middle - extent.width / 2, axis, pitch)
    const caption = { id: group.columns[0]!.id, x: middle, y: captionTop, lines: group.caption }
    return { blocks, caption }
  })
  return {
    width,
    height: captionTop + lines * captionLine + margin.y / 2,
    blocks: placed.flatMap(({ blocks }) => blocks),
    links: placed
      .slice(1)
      .flatMap(({ blocks }, index) => linksBetween(placed[index]!.blocks.at(-1)!, blocks[0]!)),
    captions: placed.map(({ caption }) => caption),
  }
}

/** Cells as wide as blocks and caption, at the largest unit at which they fit, and the room between them. */
function spread(groups: readonly FigureGroup[], width: number, height: number) {
  const captions = groups.map(({ caption }) => Math.max(0, ...caption.map(textWidth)))
  for (let unit = unitByHeight(groups, height); ; unit *= 0.97) {
    const extents = groups.map(group => measure(group, figureScale(Math.max(unit, smallestUnit))))
    const cells = extents.map((extent, index) => Math.max(extent.width, captions[index]!))
    const room = (width - sum(cells)) / Math.max(1, groups.length - 1)
    if (room >= gaps.least || unit < smallestUnit) {
      return { extents, cells, gap: Math.min(gaps.most, Math.max(gaps.least, room)) }
    }
  }
}

/** The boxes of one group, slice by slice, in each of its towers. */
function placeGroup(
  { columns }: FigureGroup,
  { slices, towers }: GroupExtent,
  left: number,
  axis: number,
  pitch: number,
): readonly FigureBlock[] {
  let x = left
  return columns.map((column, index) => {
    const slice = slices[index]!
    const boxes = Array.from({ length: towers }, (_, tower): Block => {
      const centre = axis + (tower - (towers - 1) / 2) * pitch
      return { ...slice, x, y: centre - (slice.height - slice.recede.y) / 2 }
    })
    x += slice.depth + sliceGap
    return { column, boxes }
  })
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
