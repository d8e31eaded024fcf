/** A point of the figure in pixels, y downwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A block of feature maps: its front shows the channels' depth, its right face the maps themselves, receding by `recede`. */
export interface Block {
  readonly x: number
  /** Top of the front face. */
  readonly y: number
  readonly depth: number
  readonly height: number
  readonly recede: Point
}

export interface Faces {
  readonly front: readonly Point[]
  readonly top: readonly Point[]
  readonly right: readonly Point[]
}

const shift = (point: Point, by: Point): Point => ({ x: point.x + by.x, y: point.y - by.y })

/** The three faces that are seen, each as four corners, clockwise from the top left. */
export function projectFaces({ x, y, depth, height, recede }: Block): Faces {
  const topLeft = { x, y }
  const topRight = { x: x + depth, y }
  const bottomRight = { x: x + depth, y: y + height }
  const bottomLeft = { x, y: y + height }
  return {
    front: [topLeft, topRight, bottomRight, bottomLeft],
    top: [shift(topLeft, recede), shift(topRight, recede), topRight, topLeft],
    right: [topRight, shift(topRight, recede), shift(bottomRight, recede), bottomRight],
  }
}

/** A window on the maps' face: centre and size as fractions of the face, kept inside it; corners clockwise from the top left. */
export function projectWindow(
  block: Block,
  centre: { across: number; down: number },
  size: { across: number; down: number },
): readonly Point[] {
  const across = Math.min(1, size.across)
  const down = Math.min(1, size.down)
  const left = Math.min(1 - across, Math.max(0, centre.across - across / 2))
  const top = Math.min(1 - down, Math.max(0, centre.down - down / 2))
  const at = (u: number, v: number): Point =>
    shift(
      { x: block.x + block.depth, y: block.y + v * block.height },
      { x: u * block.recede.x, y: u * block.recede.y },
    )
  return [at(left, top), at(left + across, top), at(left + across, top + down), at(left, top + down)]
}

export const polygon = (points: readonly Point[]) =>
  points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')

const round = (value: number) => Math.round(value * 100) / 100
