/** A point on the pad, 0..1 from the left and from the top. */
export interface PadPoint {
  readonly x: number
  readonly y: number
}

export type Stroke = readonly PadPoint[]

/** Width of the brush as a part of the pad: at the usual size of a digit about as thick as MNIST's ink. */
const brush = 0.085

/** Adds a point to the last stroke. */
export const extendLast = (strokes: readonly Stroke[], point: PadPoint): readonly Stroke[] => [
  ...strokes.slice(0, -1),
  [...(strokes.at(-1) ?? []), point],
]

/** Draws with white ink on black, on a canvas of `side` pixels. */
export function paint(context: CanvasRenderingContext2D, strokes: readonly Stroke[], side: number): void {
  context.fillStyle = '#000'
  context.fillRect(0, 0, side, side)
  context.strokeStyle = '#fff'
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.lineWidth = brush * side
  for (const stroke of strokes) {
    context.beginPath()
    for (const { x, y } of stroke) context.lineTo(x * side, y * side)
    // A tap is a dot: a line of no length has round ends.
    if (stroke.length === 1) context.lineTo(stroke[0]!.x * side + 0.01, stroke[0]!.y * side)
    context.stroke()
  }
}

/** The canvas's grey levels, row by row. */
export function readGrey(context: CanvasRenderingContext2D, side: number): Uint8Array {
  const { data } = context.getImageData(0, 0, side, side)
  return Uint8Array.from({ length: side * side }, (_, index) => data[4 * index]!)
}
