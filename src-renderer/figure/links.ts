import type { FigureBlock } from './layout.ts'
import { type Block, type Point, projectWindow } from './project.ts'

export type FigureLink =
  | { readonly kind: 'arrow'; readonly id: string; readonly from: Point; readonly to: Point }
  /** The window on the maps that are read, and the points of the next blocks where its values go. */
  | {
      readonly kind: 'window'
      readonly id: string
      readonly window: readonly Point[]
      readonly to: readonly Point[]
    }

/** From each tower of `from` to those of `to` that read it. */
export function linksBetween(from: FigureBlock, to: FigureBlock): readonly FigureLink[] {
  const apart = to.column.apart && from.boxes.length === to.boxes.length
  return from.boxes.flatMap((box, tower): readonly FigureLink[] => {
    const readers = apart ? [to.boxes[tower]!] : to.boxes
    const { id, window } = to.column
    if (!window)
      return readers.map(reader => arrowTo(`${id}-${tower}-${to.boxes.indexOf(reader)}`, box, reader))
    const { shape } = from.column
    const fraction = { across: window.width / shape.width, down: window.height / shape.height }
    return [
      {
        kind: 'window',
        id: `${id}-${tower}`,
        window: projectWindow(box, { across: 0.62, down: 0.4 }, fraction),
        to: readers.map(reader => ({ x: reader.x, y: middle(reader) })),
      },
    ]
  })
}

const middle = (box: Block) => box.y + (box.height - box.recede.y) / 2

/** Level where the reader's side is at that height, else to the end of it that is nearest. */
function arrowTo(id: string, box: Block, reader: Block): FigureLink {
  const right = box.x + box.depth + box.recede.x
  const inset = Math.min(6, (reader.x - right) / 4)
  const y = middle(box)
  const edge = reader.height / 8
  const target = Math.min(reader.y + reader.height - edge, Math.max(reader.y + edge, y))
  return { kind: 'arrow', id, from: { x: right + inset, y }, to: { x: reader.x - inset, y: target } }
}
