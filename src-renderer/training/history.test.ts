import { expect, test } from 'vitest'
import type { NumberedEvent } from '../../src-main/shared/contract/training.ts'
import { bestEpoch, emptyHistory, extendHistory } from './history.ts'

const step = (seq: number): NumberedEvent => ({
  type: 'step',
  seq,
  step: 10 * seq,
  steps: 10,
  epoch: seq / 10,
  loss: 2.3 / seq,
  accuracy: 0.1 * seq,
  imagesPerSecond: 9000,
  secondsLeft: 60 - seq,
})

const epoch = (seq: number, number: number, best: boolean): NumberedEvent => ({
  type: 'epoch',
  seq,
  step: 10 * seq,
  epoch: number,
  loss: 1,
  accuracy: 0.6,
  validationLoss: 1,
  validationAccuracy: 0.6,
  imagesPerSecond: 9000,
  best,
})

test('a snapshot and the batches after it give each event once, in order', () => {
  const snapshot = extendHistory(emptyHistory, [step(1), step(2), epoch(3, 1, true)])
  const history = extendHistory(snapshot, [epoch(3, 1, true), step(5), step(4)])
  expect(history.steps.map(({ step }) => step)).toEqual([10, 20, 40, 50])
  expect(history.epochs).toHaveLength(1)
  expect(history.seq).toBe(5)
})

test('a batch with nothing new changes nothing', () => {
  const history = extendHistory(emptyHistory, [step(1), step(2)])
  expect(extendHistory(history, [step(1), step(2)])).toBe(history)
})

test('the best epoch is the last that improved, not the last', () => {
  const history = extendHistory(emptyHistory, [epoch(1, 1, true), epoch(2, 2, true), epoch(3, 3, false)])
  expect(bestEpoch(history)?.epoch).toBe(2)
})
