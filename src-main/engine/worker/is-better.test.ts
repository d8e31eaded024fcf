import { describe, expect, it } from 'vitest'
import { isBetter } from './is-better.ts'

const score = (validationAccuracy: number | null, validationLoss: number | null, loss = 1) => ({
  epoch: 1,
  loss,
  accuracy: 0.5,
  validationLoss,
  validationAccuracy,
})

describe('an epoch is better', () => {
  it('than none', () => {
    expect(isBetter(score(0, 9), null)).toBe(true)
  })

  it('when more validation pictures are right, whatever the loss', () => {
    expect(isBetter(score(0.6, 2), score(0.5, 1))).toBe(true)
    expect(isBetter(score(0.4, 0.1), score(0.5, 1))).toBe(false)
  })

  it('when as many are right and the validation loss is lower', () => {
    expect(isBetter(score(0.5, 0.9), score(0.5, 1))).toBe(true)
    expect(isBetter(score(0.5, 1), score(0.5, 1))).toBe(false)
  })

  it('when the training loss is lower, where nothing is held back', () => {
    expect(isBetter(score(null, null, 0.5), score(null, null, 0.6))).toBe(true)
    expect(isBetter(score(null, null, 0.7), score(null, null, 0.6))).toBe(false)
  })
})
