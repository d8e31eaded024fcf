import { expect, test } from 'vitest'
import type { NumberedEvent } from '../../src-main/shared/contract/training.ts'
import { problem } from '../../src-main/shared/result.ts'
import { bestEpoch, emptyHistory, extendHistory, keptEpoch, shownEpochs } from './history.ts'

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

test('a run of a day stays light, and its steps, its mean loss and its newest step stay what they are', () => {
  const events = Array.from({ length: 20_001 }, (_, index) => step(index + 1))
  const { steps } = extendHistory(emptyHistory, events)
  expect(steps.length).toBeLessThanOrEqual(8000)
  expect(steps.at(-1)?.step).toBe(200_010)
  expect(steps.reduce((sum, { steps }) => sum + steps, 0)).toBe(200_010)
  const sum = (of: readonly { steps: number; loss: number }[]) =>
    of.reduce((total, { steps, loss }) => total + steps * loss, 0)
  expect(sum(steps)).toBeCloseTo(sum(events as { steps: number; loss: number }[]), 6)
})

test('a warning stays until something is saved after it', () => {
  const full = problem('app.disk-full', { path: '/runs' })
  const warning: NumberedEvent = { type: 'warning', seq: 2, step: 20, problem: full }
  const saved: NumberedEvent = { type: 'checkpoint', seq: 1, step: 10, epoch: 1, file: 'last' }
  const warned = extendHistory(emptyHistory, [saved, warning, step(3)])
  expect(warned.warning?.problem).toEqual(full)
  expect(extendHistory(warned, [{ ...saved, seq: 4 }]).warning).toBeNull()
})

test('a run that goes on keeps its curves up to the checkpoint, and has not ended', () => {
  const end: NumberedEvent = { type: 'end', seq: 4, reason: 'stopped', best: null, final: null }
  const ended = extendHistory(emptyHistory, [step(1), step(2), step(3), end])
  const halved = problem('training.batch-halved', { from: 8, to: 4, epoch: 0.2 })
  const history = extendHistory(ended, [
    { type: 'started', seq: 5, epoch: 0.2, epochs: 9, stepsPerEpoch: 10, device: '', threads: 1 },
    { type: 'warning', seq: 6, step: 20, problem: halved },
    { ...step(7), step: 30, epoch: 0.3 } as NumberedEvent,
    { type: 'checkpoint', seq: 8, step: 30, epoch: 0, file: 'last' },
  ])
  expect(ended.end).toEqual(end)
  expect(history).toMatchObject({ seq: 8, end: null, started: { epochs: 9 } })
  expect(history.steps.map(({ step }) => step)).toEqual([10, 20, 30])
  expect(history.warning?.problem).toEqual(halved)
})

test('the epoch that is kept is the one that the disk has', () => {
  const better = extendHistory(emptyHistory, [epoch(1, 1, true), epoch(3, 2, true)])
  expect(keptEpoch(better)).toBeUndefined()
  const saved: NumberedEvent = { type: 'checkpoint', seq: 4, step: 10, epoch: 1, file: 'best' }
  const kept = extendHistory(better, [saved, { ...saved, seq: 5, epoch: 2 }])
  expect(keptEpoch(kept)?.epoch).toBe(2)
  const again = { epoch: 1, epochs: 9, stepsPerEpoch: 10, device: '', threads: 1 }
  expect(keptEpoch(extendHistory(kept, [{ type: 'started', seq: 6, ...again }]))?.epoch).toBe(1)
})

test('the charts are as wide as the plan, and after a stop as what was begun', () => {
  const history = extendHistory(emptyHistory, [epoch(1, 1, true), step(12)])
  expect(shownEpochs(history, true, 40)).toBe(40)
  expect(shownEpochs(history, false, 40)).toBe(2)
  expect(shownEpochs(emptyHistory, false, 40)).toBe(40)
})
