import { expect, test } from 'vitest'
import { curveOf, smoothingSpan } from './curves.ts'
import { emptyHistory, type RunHistory } from './history.ts'

const run = (epochs: number, stepsPerEpoch: number): RunHistory => ({
  ...emptyHistory,
  started: { type: 'started', epochs, stepsPerEpoch, device: 'CPU', threads: 2 },
})

test('the line is smoothed over 50 steps, in a short run over a fifth of it, at least one', () => {
  expect(smoothingSpan(run(10, 55))).toBe(50)
  expect(smoothingSpan(run(10, 10))).toBe(20)
  expect(smoothingSpan(run(2, 1))).toBe(1)
  expect(smoothingSpan(emptyHistory)).toBe(50)
})

test('the last epoch and the kept one are told apart', () => {
  const epoch = (number: number, best: boolean, validationAccuracy: number) => ({
    type: 'epoch' as const,
    step: 10 * number,
    epoch: number,
    imagesPerSecond: 9000,
    best,
    loss: 1,
    accuracy: 0.5,
    validationLoss: 1,
    validationAccuracy,
  })
  const history = { ...run(2, 10), epochs: [epoch(1, true, 0.97), epoch(2, false, 0.95)] }
  const { last, kept } = curveOf(history, 'accuracy')
  expect(last).toEqual({ training: 0.5, validation: 0.95 })
  expect(kept).toEqual({ epoch: 1, training: 0.5, validation: 0.97 })
})
