import { describe, expect, it } from 'vitest'
import { parseNumber, stepNumber } from './number-draft.ts'

const rate = { min: 0, max: 1, step: 0.1, integer: false }
const count = { min: 1, max: 100, step: 1, integer: true }

describe('a number as it is typed', () => {
  it.each([
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1e-3', 0.001],
    [' 0,25 ', 0.25],
    ['1.', 1],
    ['０．５', 0.5],
  ])('%j is one', (draft, value) => {
    expect(parseNumber(draft, rate)).toBe(value)
  })

  it.each(['', '-', 'abc', '1e', '0x1', '1.2.3', 'Infinity', '1.5', '-0.1'])(
    '%j is not, or not yet',
    draft => {
      expect(parseNumber(draft, rate)).toBeUndefined()
    },
  )

  it('is whole where only whole numbers make sense', () => {
    expect(parseNumber('12', count)).toBe(12)
    expect(parseNumber('12.5', count)).toBeUndefined()
    expect(parseNumber('1,000', { ...count, max: 5000 })).toBe(1000)
    expect(parseNumber('1,5', count)).toBeUndefined()
  })
})

describe('a step of the arrow keys', () => {
  it('stays free of binary noise', () => {
    expect(stepNumber(0.2, 1, rate)).toBe(0.3)
  })

  it('lands on the grid', () => {
    expect(stepNumber(1, 1, { ...count, step: 16 })).toBe(16)
    expect(stepNumber(17, -1, { ...count, step: 16 })).toBe(16)
    expect(stepNumber(16, -1, { ...count, step: 16 })).toBe(1)
  })

  it('goes 1, 2, 5, 10 where powers of ten are meant', () => {
    const rule = { min: 1e-6, max: 10, step: '1-2-5', integer: false } as const
    const up = [0.001, 0.002, 0.005, 0.01]
    for (const [index, value] of up.slice(0, -1).entries()) {
      expect(stepNumber(value, 1, rule)).toBe(up[index + 1])
      expect(stepNumber(up[index + 1]!, -1, rule)).toBe(value)
    }
    expect(stepNumber(0.001, -1, rule)).toBe(0.0005)
    expect(stepNumber(0.003, 1, rule)).toBe(0.005)
  })

  it('stops at the limits', () => {
    expect(stepNumber(0.95, 1, rate)).toBe(1)
    expect(stepNumber(1, -1, count)).toBe(1)
  })
})
