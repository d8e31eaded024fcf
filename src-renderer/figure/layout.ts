import { captionLine, captionWidth } from './captions.ts'
import type { FigureColumn } from './columns.ts'
import type { FigureGroup } from './groups.ts'
import { type FigureLink, linksBetween } from './links.ts'
import { type GroupExtent, measure, sliceGap, towerPitch, unitByHeight } from './measure.ts'
import type { Block } from './project.ts'
import { figureScale, thicknesses } from './scale.ts'

export interface FigureBlock {
  readonly column: FigureColumn
  /** One a tower, from the top. */
  readonly boxes: readonly Block[]
}

export interface FigureCaption {
  /** The one layer that it is about; null: a stack of several. */
  readonly id: string | null
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
const gap = { least: 8, most: 96 }
/** Before a group where lines cross, so that they can be told apart: as many gaps instead of one. */
const meetingGaps = 3
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
  const { extents, cells, gaps } = spread(groups, size.width - 2 * margin.x, size.blockHeight)
  const used = sum(cells) + sum(gaps)
  const width = Math.max(size.width, used + 2 * margin.x)
  const pitch = towerPitch(extents)
  const heights = extents.map(({ height, towers }) => height + (towers - 1) * pitch)
  const axis = margin.y + Math.max(...heights) / 2
  const captionTop = 2 * axis + 12 - margin.y
  const lines = Math.max(...groups.map(({ caption }) => caption.length))

  let left = (width - used) / 2
  const placed = groups.map((group, index) => {
    const extent = extents[index]!
    const middle = left + gaps[index]! + cells[index]! / 2
    left += gaps[index]! + cells[index]!
    const blocks = placeGroup(group, extent, middle - extent.width / 2, axis, pitch)
    const caption = { id: ownerOf(group), x: middle, y: captionTop, lines: group.caption }
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

/** Cells as wide as blocks and caption, at the largest unit at which they fit, and the gap before each. */
function spread(groups: readonly FigureGroup[], width: number, height: number) {
  const captions = groups.map(({ caption }) => captionWidth(caption))
  const shares = groups.map((group, index) =>
    index === 0 ? 0 : meet(groups[index - 1]!, group) ? meetingGaps : 1,
  )
  let [unit, thickness] = [unitByHeight(groups, height), thicknesses.most]
  for (;;) {
    const scale = figureScale(Math.max(unit, smallestUnit), thickness)
    const extents = groups.map(group => measure(group, scale))
    const cells = extents.map((extent, index) => Math.max(extent.width, captions[index]!))
    const room = (width - sum(cells)) / Math.max(1, sum(shares))
    if (room >= gap.least || unit < smallestUnit) {
      const share = Math.min(gap.most, Math.max(gap.least, room))
      return { extents, cells, gaps: shares.map(times => times * share) }
    }
    if (thickness > thicknesses.least) thickness *= 0.95
    else unit *= 0.97
  }
}

/** Towers read each other's maps here: lines cross. */
const meet = ({ columns: [before] }: FigureGroup, { columns: [first] }: FigureGroup) =>
  first !== undefined && before !== undefined && first.towers > 1 && !first.apart && before.towers > 1

function ownerOf({ columns }: FigureGroup): string | null {
  const [first, ...others] = columns
  return first && others.every(({ mark }) => mark) ? first.id : null
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
