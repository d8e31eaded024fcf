import { describe, expect, it } from 'vitest'
import { click, press, selectOnly } from './selection.ts'

const plain = { shiftKey: false, adding: false }
const shift = { shiftKey: true, adding: false }
const ctrl = { shiftKey: false, adding: true }
// 0 1 2 3
// 4 5 6 7
// 8 9
const grid = { count: 10, columns: 4, rows: 2 }
const sorted = (chosen: ReadonlySet<number>) => [...chosen].sort((a, b) => a - b)

describe('the mouse', () => {
  it('chooses one, adds one with Ctrl, takes it away again', () => {
    const one = click(selectOnly(0), 5, plain)
    expect(sorted(one.chosen)).toEqual([5])
    const two = click(one, 8, ctrl)
    expect(sorted(two.chosen)).toEqual([5, 8])
    expect(sorted(click(two, 5, ctrl).chosen)).toEqual([8])
  })

  it('chooses a range with Shift, forwards and back from where it began', () => {
    const forwards = click(selectOnly(3), 6, shift)
    expect(sorted(forwards.chosen)).toEqual([3, 4, 5, 6])
    expect(sorted(click(forwards, 1, shift).chosen)).toEqual([1, 2, 3])
  })

  it('adds a range with both', () => {
    const two = click(click(selectOnly(0), 4, ctrl), 6, { shiftKey: true, adding: true })
    expect(sorted(two.chosen)).toEqual([0, 4, 5, 6])
  })
})

describe('the keyboard', () => {
  it.each([
    ['ArrowDown', plain, [5]],
    ['ArrowDown', shift, [1, 2, 3, 4, 5]],
    ['End', shift, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['PageDown', plain, [9]],
    ['a', ctrl, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ] as const)('%s', (key, modifiers, chosen) => {
    expect(sorted(press(selectOnly(1), key, modifiers, grid)!.chosen)).toEqual(chosen)
  })

  it('walks with Ctrl and adds with the space bar', () => {
    const walked = press(selectOnly(1), 'ArrowRight', ctrl, grid)!
    expect([walked.focus, sorted(walked.chosen)]).toEqual([2, [1]])
    expect(sorted(press(walked, ' ', ctrl, grid)!.chosen)).toEqual([1, 2])
  })

  it('leaves other keys alone', () => {
    expect(press(selectOnly(1), 'x', plain, grid)).toBeUndefined()
  })
})
