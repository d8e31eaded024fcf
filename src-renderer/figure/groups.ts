import type { FigureColumn } from './columns.ts'

/** Columns that stand close together, like slices, over one caption. */
export interface FigureGroup {
  readonly columns: readonly FigureColumn[]
  /** First line is the name. */
  readonly caption: readonly string[]
}

/** The words under a group's columns; `narrow`: more and shorter lines. */
export type CaptionOf = (columns: readonly FigureColumn[], narrow: boolean) => readonly string[]

/** Longer networks stand in stacks: a layer is drawn right behind the one before it as long as the maps keep their size. */
const mostApart = 14
/** With more groups beside each other, there is little room for each caption. */
const mostWide = 8

/** The columns of a figure, parted where it shows how one is made from the other; marks stand with their layer. */
export function figureGroups(columns: readonly FigureColumn[], captionOf: CaptionOf): readonly FigureGroup[] {
  const stacked = columns.filter(({ mark }) => !mark).length > mostApart
  const groups: FigureColumn[][] = []
  for (const column of columns) {
    const group = groups.at(-1)
    const before = group?.at(-1)
    if (group && before && (column.mark || (stacked && continues(before, column)))) group.push(column)
    else groups.push([column])
  }
  return groups.map(group => ({ columns: group, caption: captionOf(group, groups.length > mostWide) }))
}

/** Maps of one size, and as many of them, unless a pooling layer opens the stack. */
const continues = (before: FigureColumn, { kind, shape, towers, fits }: FigureColumn): boolean =>
  kind === 'conv2d' &&
  fits === before.fits &&
  before.kind !== 'input' &&
  before.form === 'box' &&
  shape.height === before.shape.height &&
  shape.width === before.shape.width &&
  towers === before.towers &&
  (before.kind === 'pool' || before.kind === 'subsample' || shape.channels === before.shape.channels)
