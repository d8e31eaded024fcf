import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitView, panView, revealView, toFigure, zoomView } from './view.ts'

const figure = { width: 1600, height: 400 }
const frame = { width: 800, height: 420 }

describe('the view of a figure', () => {
  it('fits a wide figure into its frame, and leaves one that fits at its size', () => {
    expect(fitView(figure, frame)).toEqual({ scale: 0.5, x: 0, y: 110 })
    expect(fitView({ width: 600, height: 200 }, frame)).toEqual({ scale: 1, x: 100, y: 110 })
  })

  it('zooms about the pointer: the point under it stays', () => {
    const point = fc.record({ x: fc.integer({ min: 300, max: 500 }), y: fc.integer({ min: 180, max: 240 }) })
    fc.assert(
      fc.property(point, fc.double({ min: 1, max: 4, noNaN: true }), (at, factor) => {
        const before = fitView(figure, frame)
        const after = zoomView(before, factor, at, figure, frame)
        expect(toFigure(after, at).x).toBeCloseTo(toFigure(before, at).x, 6)
        expect(toFigure(after, at).y).toBeCloseTo(toFigure(before, at).y, 6)
      }),
      { seed: 7 },
    )
  })

  it('is never lost out of sight, whatever is done to it', () => {
    const step = fc.oneof(
      fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
      fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        let view = fitView(figure, frame)
        for (const step of steps) {
          view =
            'factor' in step
              ? zoomView(view, step.factor, { x: 10, y: 10 }, figure, frame)
              : panView(view, step, figure, frame)
          expect(view.x).toBeLessThan(frame.width)
          expect(view.y).toBeLessThan(frame.height)
          expect(view.x + view.scale * figure.width).toBeGreaterThan(0)
          expect(view.y + view.scale * figure.height).toBeGreaterThan(0)
        }
      }),
      { seed: 7 },
    )
  })

  it('moves a block that is out of sight into it, and nothing that is in it', () => {
    const near = zoomView(fitView(figure, frame), 4, { x: 0, y: 210 }, figure, frame)
    const moved = revealView(near, 1400, 1500, figure, frame)
    expect(moved.x + moved.scale * 1500).toBeLessThanOrEqual(frame.width)
    expect(moved.x + moved.scale * 1400).toBeGreaterThanOrEqual(0)
    expect(revealView(moved, 1410, 1490, figure, frame)).toBe(moved)
  })
})
