import { expect, it } from 'vitest'
import type { TrainingEvent } from './contract/training.ts'
import { keptEpoch } from './kept-epoch.ts'
import { withoutUndone } from './undone-events.ts'

const started = (epoch?: number): TrainingEvent => ({
  type: 'started',
  ...(epoch !== undefined && { epoch }),
  epochs: 9,
  stepsPerEpoch: 4,
  device: '',
  threads: 1,
})
const step = (epoch: number): TrainingEvent => ({
  type: 'step',
  step: 4 * epoch,
  steps: 1,
  epoch,
  loss: 1,
  accuracy: 0,
  imagesPerSecond: 1,
  secondsLeft: null,
})
const epoch = (number: number): TrainingEvent => ({
  type: 'epoch',
  step: 4 * number,
  imagesPerSecond: 1,
  best: true,
  epoch: number,
  loss: 1,
  accuracy: 0,
  validationLoss: null,
  validationAccuracy: null,
})
const best = (number: number): TrainingEvent => ({
  type: 'checkpoint',
  step: 4 * number,
  epoch: number,
  file: 'best',
})

it('what lies beyond the checkpoint that a run went on from is undone, and told again', () => {
  const first = [started(), step(0.5), step(1), epoch(1), step(1.5), step(2), epoch(2)]
  const again = [started(1.5), step(1.75), step(2), epoch(2)]
  expect(withoutUndone([...first, ...again])).toEqual([
    started(),
    step(0.5),
    step(1),
    epoch(1),
    step(1.5),
    ...again,
  ])
  expect(withoutUndone([...first, started()])).toEqual([started(), started()])
})

it('an epoch whose steps are all in the checkpoint, but not its validation, is told again', () => {
  const first = [started(), step(1), epoch(1), step(2), epoch(2)]
  const again = { ...started(2), epochsTold: 1 }
  expect(withoutUndone([...first, again, epoch(2)])).toEqual([
    started(),
    step(1),
    epoch(1),
    step(2),
    again,
    epoch(2),
  ])
})

it('weights that were kept of an epoch that is undone are not those that are kept', () => {
  const first = [started(), epoch(1), best(1), epoch(2), best(2)]
  expect(keptEpoch(withoutUndone([...first, started(1)]))).toEqual(epoch(1))
  expect(keptEpoch(withoutUndone([...first, started(1), epoch(2)]))).toEqual(epoch(1))
  expect(keptEpoch(withoutUndone([...first, started(1), epoch(2), best(2)]))).toEqual(epoch(2))
})

it('the epoch that is kept is the one whose weights the disk took last', () => {
  expect(keptEpoch([epoch(1), best(1), epoch(2)])).toEqual(epoch(1))
  expect(keptEpoch([epoch(1), best(1), epoch(2), best(2)])).toEqual(epoch(2))
  expect(keptEpoch([epoch(1)])).toBeUndefined()
})
