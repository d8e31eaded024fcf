import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canRedo,
  canUndo,
  type History,
  record,
  redo,
  settle,
  startHistory,
  takeBack,
  undo,
} from './history.ts'

const historyOf = (...steps: readonly (readonly [number, string?])[]) =>
  steps.reduce((history, [value, key]) => record(history, value, key), startHistory(0))

describe('the history of a document', () => {
  it('takes typing in one field back as one step', () => {
    const typed = historyOf([1], [12, 'filters'], [128, 'filters'], [3, 'kernel'])
    expect([undo(typed), undo(undo(typed)), undo(undo(undo(typed)))].map(({ present }) => present)).toEqual([
      128, 1, 0,
    ])
    expect(redo(redo(undo(undo(typed)))).present).toBe(3)
  })

  it('begins another step once a field was left', () => {
    const twice = record(settle(historyOf([1, 'filters'])), 2, 'filters')
    expect(undo(twice).present).toBe(1)
  })

  it('takes a drag back as if it had not begun, with what could be redone before', () => {
    const before = undo(historyOf([1], [2]))
    const dragged = record(record(before, 7, 'drag'), 8, 'drag')
    expect(canRedo(dragged)).toBe(false)
    const back = takeBack(dragged, 'drag')
    expect({ present: back.present, redone: redo(back).present }).toEqual({ present: 1, redone: 2 })
    expect(takeBack(settle(dragged), 'drag').present).toBe(8)
  })

  it('is the same object where nothing was done', () => {
    const history = historyOf([1])
    expect(record(history, 1)).toBe(history)
    expect([undo(startHistory(0)), redo(startHistory(0))].map(({ present }) => present)).toEqual([0, 0])
  })

  it('leads through any steps back to the start, and forward again to the end', () => {
    const step = fc.tuple(fc.integer(), fc.constantFrom(null, 'a', 'b'))
    fc.assert(
      fc.property(fc.array(step), steps => {
        const end = steps.reduce((history, [value, key]) => record(history, value, key), startHistory(0))
        const start = farthest(end, canUndo, undo)
        expect(start.present).toBe(0)
        expect(farthest(start, canRedo, redo).present).toBe(end.present)
      }),
      { seed: 1 },
    )
  })
})

function farthest<T>(
  from: History<T>,
  can: (history: History<T>) => boolean,
  go: (history: History<T>) => History<T>,
) {
  let history = from
  while (can(history)) history = go(history)
  return history
}
