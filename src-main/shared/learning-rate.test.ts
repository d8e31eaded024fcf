import { describe, expect, it } from 'vitest'
import { learningRateAt } from './learning-rate.ts'
import type { Schedule } from './training-settings.ts'

/** Of every step of a run of two steps an epoch. */
function rates(schedule?: Schedule, { epochs = 4, warmUpEpochs = 0, drops = 0 } = {}): number[] {
  const settings = {
    epochs,
    warmUpEpochs,
    optimizer: { kind: 'sgd', learningRate: 0.8 } as const,
    ...(schedule && { schedule }),
  }
  return Array.from({ length: 2 * epochs }, (_, step) =>
    learningRateAt(settings, { from: step / 2, to: (step + 1) / 2, drops }),
  )
}

const rounded = (values: number[]) => values.map(value => Number(value.toFixed(6)))

describe('the learning rate', () => {
  it('stays as it is without a schedule', () => {
    expect(rates()).toEqual(Array(8).fill(0.8))
  })

  it('falls by a factor every so many epochs', () => {
    expect(rounded(rates({ kind: 'step', every: 2, factor: 0.5 }))).toEqual([
      0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4,
    ])
  })

  it('follows half a cosine to nearly nothing (Loshchilov and Hutter 2017, eq. 5)', () => {
    const half = Math.SQRT1_2
    expect(rounded(rates({ kind: 'cosine' }, { epochs: 2 }))).toEqual(
      rounded([0.8, 0.4 * (1 + half), 0.4, 0.4 * (1 - half)]),
    )
  })

  it('is lower by a factor for each plateau', () => {
    const schedule = { kind: 'plateau', patience: 3, factor: 0.1 } as const
    expect(rounded(rates(schedule, { epochs: 1, drops: 2 }))).toEqual([0.008, 0.008])
  })

  it('rises linearly over the first epochs and is whole with the last of their steps', () => {
    expect(rounded(rates(undefined, { warmUpEpochs: 2 }))).toEqual([0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8, 0.8])
  })

  it('has its cosine after the warm-up', () => {
    expect(rounded(rates({ kind: 'cosine' }, { epochs: 2, warmUpEpochs: 1 }))).toEqual([0.4, 0.8, 0.8, 0.4])
  })

  it('is never below nothing, though the warm-up is as long as the run', () => {
    const all = rates({ kind: 'cosine' }, { epochs: 2, warmUpEpochs: 2 })
    expect(rounded(all)).toEqual([0.2, 0.4, 0.6, 0.8])
  })
})
