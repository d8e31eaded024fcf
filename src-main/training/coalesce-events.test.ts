import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { NumberedEvent, TrainingEvents } from '../shared/contract/training.ts'
import { coalesceEvents } from './coalesce-events.ts'

const step = (seq: number): NumberedEvent => ({
  seq,
  type: 'step',
  step: seq,
  steps: 1,
  epoch: seq / 10,
  loss: 1,
  accuracy: 0.5,
  imagesPerSecond: 100,
  secondsLeft: 1,
})
const epoch = (seq: number): NumberedEvent => ({
  seq,
  type: 'epoch',
  step: seq,
  imagesPerSecond: 100,
  best: false,
  epoch: seq,
  loss: 1,
  accuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
})
const end: NumberedEvent = { seq: 9, type: 'end', reason: 'finished', best: null, final: null }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the events of a run, on their way to the window', () => {
  it('come in one batch a tenth of a second', () => {
    const batches: TrainingEvents['training:events'][] = []
    const listen = coalesceEvents(batch => void batches.push(batch))
    for (const seq of [1, 2]) listen('run', 'running', step(seq))
    listen('run', 'running', epoch(3))
    expect(batches).toEqual([])
    vi.advanceTimersByTime(100)
    expect(batches.map(({ events }) => events.map(event => event.seq))).toEqual([[1, 2, 3]])
  })

  it('bring the end at once, with the steps before it and the phase after it', () => {
    const batches: TrainingEvents['training:events'][] = []
    const listen = coalesceEvents(batch => void batches.push(batch))
    listen('run', 'running', step(8))
    listen('run', 'ended', end)
    expect(batches).toEqual([{ runId: 'run', phase: 'ended', events: [step(8), end] }])
    vi.runAllTimers()
    expect(batches).toHaveLength(1)
  })
})
