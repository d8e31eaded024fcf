import { describe, expect, it } from 'vitest'
import { Pace } from './pace.ts'

describe('the pace of a run', () => {
  it('is measured by the second call, since the first also prepares the graph', () => {
    const pace = new Pace(100)
    expect(pace.steps(50)).toBe(1)
    pace.trained(100, 5)
    expect(pace.steps(50)).toBe(1)
    pace.trained(100, 0.01)

    expect(pace.steps(50)).toBe(10)
    expect(pace.steps(4)).toBe(4)
    expect(pace.imagesPerSecond).toBeCloseTo(10_000)
  })

  it('never asks for less than a step, however slow', () => {
    const pace = new Pace(128)
    for (let call = 0; call < 3; call++) pace.trained(128, 60)
    expect(pace.steps(10)).toBe(1)
  })

  it('counts the validations still to come into the time left', () => {
    const pace = new Pace(10)
    for (let call = 0; call < 2; call++) pace.trained(10, 1)
    pace.validated(3)
    expect(pace.secondsLeft(100, 2)).toBeCloseTo(16)
  })
})
