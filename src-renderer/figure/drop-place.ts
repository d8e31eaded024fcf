import type { FigureBlock, FigureLayout } from './layout.ts'
import type { Point } from './project.ts'

/** Where a block that is let go will stand. */
export interface DropPlace {
  /** The block before which it will stand; null: at the end. */
  readonly before: string | null
  /** Where to draw the mark. */
  readonly x: number
}

/** The place between two blocks that is nearest to a point of the figure; none is before the input. */
export function dropPlace({ blocks, width }: FigureLayout, { x }: Point): DropPlace {
  const layers = blocks.slice(1)
  const next = layers.findIndex(block => middle(block) > x)
  const after = next < 0 ? blocks.at(-1) : blocks[next]
  const left = after ? right(after) : 0
  const follower = next < 0 ? undefined : layers[next]
  return {
    before: follower?.column.id ?? null,
    x: follower ? (left + follower.boxes[0]!.x) / 2 : Math.min(width, left + 8),
  }
}

const right = ({ boxes: [box] }: FigureBlock) => (box ? box.x + box.depth + box.recede.x : 0)
const middle = (block: FigureBlock) => (block.boxes[0]!.x + right(block)) / 2
