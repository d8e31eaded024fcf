import { describe, expect, it } from 'vitest'
import { Pace } from './pace.ts'

const plan = { epochs: 3, batchSize: 100, train: 1000, validation: 300 }

function measured(pictures: number, seconds: number): Pace {
  const pace = new Pace(plan)
  pace.trained(100, 5)
  pace.trained(pictures, seconds)
  return pace
}

describe('the pace of a run', () => {
  it('is measured by the second call, since the first also prepares the graph', () => {
    const pace = new Pace(plan)
    expect(pace.steps(50)).toBe(1)
    expect(pace.secondsLeft(0, 0)).toBeNull()
    pace.trained(100, 5)
    expect(pace.steps(50)).toBe(1)
    expect(pace.secondsLeft(0, 100)).toBeNull()
    pace.trained(100, 0.01)

    expect(pace.steps(50)).toBe(10)
    expect(pace.steps(4)).toBe(4)
    expect(pace.imagesPerSecond).toBeCloseTo(10_000)
  })

  it('never asks for less than a step, however slow', () => {
    expect(measured(100, 60).steps(10)).toBe(1)
  })

  it('weighs a call by its pictures: one short last batch does not slow a run down', () => {
    const pace = measured(1000, 1)
    pace.trained(1, 0.01)
    expect(pace.imagesPerSecond).toBeGreaterThan(980)
  })

  it('is that of the last seconds: one slow epoch among many short ones hardly shows', () => {
    const pace = measured(1000, 0.01)
    for (let epoch = 0; epoch < 100; epoch++) pace.finishedEpoch(0.01)
    const before = pace.secondsLeft(0, 0) ?? 0
    pace.finishedEpoch(0.1)
    expect((pace.secondsLeft(0, 0) ?? 0) / before).toBeLessThan(1.1)
  })

  it('counts what comes between the epochs into the time left: a guess at first, then what it took', () => {
    const pace = measured(100, 1)
    expect(pace.secondsLeft(0, 200)).toBeCloseTo(28 + 3 * 1)
    pace.finishedEpoch(2)
    expect(pace.secondsLeft(1, 0)).toBeCloseTo(20 + 2 * 2)
    expect(pace.secondsLeft(2, 500)).toBeCloseTo(5 + 2)
    expect(pace.secondsLeft(3, 0)).toBe(0)
  })
})
