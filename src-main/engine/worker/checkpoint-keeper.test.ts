import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import { type CheckpointName, checkpointFile, previousFile } from './checkpoint-files.ts'
import { CheckpointKeeper, spoilt } from './checkpoint-keeper.ts'
import { noProgress } from './progress.ts'
import { readTensors } from './safetensors.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lenslet-keeper-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A keeper whose network has one weight, and whose time is what the test says. */
function setUp() {
  const events: TrainingEvent[] = []
  const state = { weight: 1, seconds: 0, reads: 0 }
  const keeper = new CheckpointKeeper(
    {
      folder,
      conditions: {
        seed: 1,
        batchSize: 2,
        optimizer: { kind: 'sgd', learningRate: 1 },
        data: '',
        branches: 1,
      },
      model: {
        variables: [
          { name: 'w', shape: [], initial: { kind: 'constant', value: 0 }, role: 'weight' },
          { name: 'm', shape: [], initial: { kind: 'constant', value: 0 }, role: 'optimizer' },
        ],
        read: () => {
          state.reads++
          return new Map([
            ['w', { shape: [], values: Float32Array.of(state.weight) }],
            ['m', { shape: [], values: Float32Array.of(9) }],
          ])
        },
      },
      emit: event => events.push(event),
      now: () => state.seconds,
    },
    null,
  )
  return { keeper, events, state }
}

const score = (epoch: number): Score => ({
  epoch,
  loss: 1 / epoch,
  accuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
})
const reached = (epoch: number) => ({ ...noProgress, epoch, step: 10 * epoch, final: score(epoch) })
const stored = (name: CheckpointName) => readTensors(checkpointFile(folder, name))
const weightIn = async (name: CheckpointName) => (await stored(name)).tensors.get('w')?.values[0]

describe('what a run keeps', () => {
  it('is the best epoch, written at most once a second and always before the last weights', async () => {
    const { keeper, events, state } = setUp()
    keeper.keepBest(reached(1), score(1))
    keeper.writeDue(reached(1), 'between-epochs')
    await keeper.settled()
    state.weight = 2
    state.seconds = 0.5
    keeper.keepBest(reached(2), score(2))
    keeper.writeDue(reached(2), 'between-epochs')
    await keeper.settled()
    expect(await weightIn('best')).toBe(1)
    expect([keeper.kept?.epoch, keeper.best?.epoch]).toEqual([1, 2])

    state.weight = 3
    await keeper.keepLast(reached(3))

    expect([await weightIn('best'), await weightIn('last')]).toEqual([2, 3])
    expect([...(await stored('best')).tensors.keys()]).toEqual(['w'])
    expect([...(await stored('last')).tensors.keys()]).toEqual(['w', 'm'])
    expect(JSON.parse((await stored('last')).metadata['best'] ?? '')).toEqual(score(2))
    expect(events).toEqual([
      { type: 'checkpoint', file: 'best', epoch: 1, step: 10 },
      { type: 'checkpoint', file: 'best', epoch: 2, step: 20 },
      { type: 'checkpoint', file: 'last', epoch: 3, step: 30 },
    ])
  })

  it('goes to disk by the clock: sooner between epochs than within one', async () => {
    const { keeper, events, state } = setUp()
    const writtenAt = async (seconds: number, when: 'within-epoch' | 'between-epochs') => {
      const before = events.length
      state.seconds = seconds
      keeper.writeDue(reached(1), when)
      await keeper.settled()
      return events.length > before
    }

    expect(await writtenAt(4, 'between-epochs')).toBe(false)
    expect(await writtenAt(5, 'between-epochs')).toBe(true)
    expect(await writtenAt(64, 'within-epoch')).toBe(false)
    expect(await writtenAt(65, 'within-epoch')).toBe(true)
  })

  it('is written while training goes on, one file after the other, as it was when it was taken', async () => {
    const { keeper, events, state } = setUp()
    state.seconds = 5
    keeper.keepBest(reached(1), score(1))
    keeper.writeDue(reached(1), 'between-epochs')
    expect(events).toEqual([])
    expect([keeper.kept, keeper.best?.epoch]).toEqual([null, 1])

    // Due again while the first are on their way: not begun a second time.
    state.weight = 2
    state.seconds = 500
    keeper.keepBest(reached(2), score(2))
    keeper.writeDue(reached(2), 'between-epochs')
    await keeper.settled()

    expect([await weightIn('best'), await weightIn('last')]).toEqual([1, 1])
    expect([keeper.kept?.epoch, keeper.best?.epoch]).toEqual([1, 2])
    expect(state.reads).toBe(2)
    await keeper.flush()
    expect(events.map(event => 'file' in event && [event.file, event.epoch])).toEqual([
      ['best', 1],
      ['last', 1],
      ['best', 2],
    ])
  })

  it('takes at most a part of the time of a slow disk', async () => {
    const { keeper, events, state } = setUp()
    state.seconds = 5
    keeper.writeDue(reached(1), 'between-epochs')
    state.seconds = 8
    await keeper.settled()
    for (const [seconds, written] of [
      [37, 1],
      [38, 2],
    ] as const) {
      state.seconds = seconds
      keeper.writeDue(reached(2), 'between-epochs')
      await keeper.settled()
      expect(events).toHaveLength(written)
    }
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is never a weight of %d', async weight => {
    const { keeper, state } = setUp()
    keeper.keepBest(reached(1), score(1))
    await keeper.flush()
    state.weight = weight

    expect(keeper.keepBest(reached(2), score(2))).toBe(spoilt)
    expect(await keeper.keepLast(reached(2))).toBe(spoilt)
    state.seconds = 9
    expect(keeper.writeDue(reached(2), 'between-epochs')).toBe(spoilt)
    expect(await weightIn('best')).toBe(1)
    expect(keeper.best).toEqual(score(1))
  })

  it('waits for the disk to take it, is not claimed before, and is warned of once for each file', async () => {
    const { keeper, events, state } = setUp()
    await writeFile(join(folder, 'checkpoints'), 'in the way')

    keeper.keepBest(reached(1), score(1))
    for (const epoch of [1, 2]) {
      await keeper.keepLast(reached(epoch))
      state.weight++
    }
    expect(events.map(({ type }) => type)).toEqual(['warning', 'warning'])
    expect(keeper.kept).toBeNull()
    expect(keeper.unwritten('best')).toMatchObject({ code: 'app.cannot-write' })

    await rm(join(folder, 'checkpoints'))
    await keeper.keepLast(reached(3))
    expect(await weightIn('best')).toBe(1)
    expect([keeper.kept?.epoch, keeper.unwritten('best'), keeper.unwritten('last')]).toEqual([
      1,
      undefined,
      undefined,
    ])
  })

  it.each(['last', 'best'] as const)('does not push a good %s out for one that is damaged', async name => {
    const path = checkpointFile(folder, name)
    const keep = async (keeper: CheckpointKeeper, epoch: number) => {
      keeper.keepBest(reached(epoch), score(epoch))
      await keeper.keepLast(reached(epoch))
    }
    const epochs = async () =>
      Promise.all([previousFile(path), path].map(async file => (await readTensors(file)).metadata['epoch']))
    const { keeper } = setUp()
    await keep(keeper, 1)
    await keep(keeper, 2)
    // While the run goes on, and while it does not.
    await writeFile(path, 'nothing')
    await keep(keeper, 3)
    expect(await epochs()).toEqual(['1', '3'])
    await truncate(path, 100)
    const next = setUp().keeper
    await keep(next, 4)
    expect(await epochs()).toEqual(['1', '4'])
    await keep(next, 5)
    expect(await epochs()).toEqual(['4', '5'])
  })
})
