import type { Point } from './project.ts'

/** What part of a figure its frame shows: a point of the figure is drawn at `scale * point + (x, y)`, in pixels. */
export interface View extends Point {
  readonly scale: number
}

interface Extent {
  readonly width: number
  readonly height: number
}

const largest = 8
/** So much of the figure, in pixels, stays in sight however far it is moved. */
const kept = 48
/** One press of a zoom key or button. */
export const zoomStep = 1.25

/** The whole figure in the middle of its frame, not larger than it was laid out. */
export function fitView(figure: Extent, frame: Extent): View {
  const scale = Math.min(1, frame.width / figure.width, frame.height / figure.height)
  return {
    scale,
    x: (frame.width - scale * figure.width) / 2,
    y: (frame.height - scale * figure.height) / 2,
  }
}

/** Larger or smaller by `factor`, with the point of the frame `at` staying where it is. */
export function zoomView(view: View, factor: number, at: Point, figure: Extent, frame: Extent): View {
  const smallest = Math.min(0.5, fitView(figure, frame).scale)
  const scale = Math.min(largest, Math.max(smallest, view.scale * factor))
  const by = scale / view.scale
  return within({ scale, x: at.x - by * (at.x - view.x), y: at.y - by * (at.y - view.y) }, figure, frame)
}

export const panView = (view: View, by: Point, figure: Extent, frame: Extent): View =>
  within({ ...view, x: view.x + by.x, y: view.y + by.y }, figure, frame)

/** Moved as little as needed for the span of the figure from `left` to `right` to be in sight. */
export function revealView(view: View, left: number, right: number, figure: Extent, frame: Extent): View {
  const [from, to] = [view.x + view.scale * left, view.x + view.scale * right]
  const x = from < 0 ? -from : to > frame.width ? Math.max(-from, frame.width - to) : 0
  return x === 0 ? view : panView(view, { x, y: 0 }, figure, frame)
}

/** A point of the frame as a point of the figure. */
export const toFigure = ({ scale, x, y }: View, point: Point): Point => ({
  x: (point.x - x) / scale,
  y: (point.y - y) / scale,
})

function within(view: View, figure: Extent, frame: Extent): View {
  const clamp = (at: number, length: number, room: number) =>
    Math.min(room - kept, Math.max(kept - view.scale * length, at))
  return {
    scale: view.scale,
    x: clamp(view.x, figure.width, frame.width),
    y: clamp(view.y, figure.height, frame.height),
  }
}
