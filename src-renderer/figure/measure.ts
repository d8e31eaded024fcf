import type { FigureColumn } from './columns.ts'
import type { FigureGroup } from './groups.ts'
import type { Point } from './project.ts'
import { type FigureScale, figureScale, recede } from './scale.ts'

/** One box or bar of a column: what its faces measure, in pixels. */
interface Slice {
  readonly depth: number
  readonly height: number
  readonly recede: Point
}

/** A group as it is drawn in each tower. */
export interface GroupExtent {
  readonly slices: readonly Slice[]
  readonly width: number
  readonly height: number
  readonly towers: number
}

export const sliceGap = 2
/** Between the boxes of two towers. */
const towerGap = 30
const barWidth = 14
const markWidth = 4

export function measure({ columns }: FigureGroup, scale: FigureScale): GroupExtent {
  const slices = columns.map(column => sliceOf(column, scale))
  const away = Math.max(...slices.map(slice => slice.recede.x))
  const depth = slices.reduce((sum, slice) => sum + slice.depth, 0)
  return {
    slices,
    width: depth + sliceGap * (slices.length - 1) + away,
    height: Math.max(...slices.map(slice => slice.height + slice.recede.y)),
    towers: columns[0]?.towers ?? 1,
  }
}

function sliceOf({ form, mark, shape, towers }: FigureColumn, scale: FigureScale): Slice {
  if (form === 'bar') {
    return {
      depth: mark ? markWidth : barWidth,
      height: scale.bar(shape.channels),
      recede: { x: 0, y: 0 },
    }
  }
  return {
    depth: mark ? markWidth : scale.depth(shape.channels / towers),
    height: scale.side(shape.height),
    recede: recede(scale.side(shape.width)),
  }
}

/** The largest unit (pixels a side of a map of 1 x 1) at which nothing is higher than `height`. */
export function unitByHeight(groups: readonly FigureGroup[], height: number): number {
  const extents = groups.map(group => measure(group, figureScale(1)))
  const tallest = Math.max(...extents.map(extent => extent.height))
  const tallestTower = Math.max(0, ...towered(extents).map(extent => extent.height))
  const towers = Math.max(...extents.map(extent => extent.towers))
  return towers > 1
    ? Math.min(height / tallest, (height - (towers - 1) * towerGap) / (towers * tallestTower))
    : height / tallest
}

/** From the middle of one tower to that of the next. */
export const towerPitch = (extents: readonly GroupExtent[]) =>
  Math.max(0, ...towered(extents).map(({ height }) => height)) + towerGap

const towered = (extents: readonly GroupExtent[]) => extents.filter(({ towers }) => towers > 1)
