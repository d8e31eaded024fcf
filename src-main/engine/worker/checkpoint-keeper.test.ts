import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Score, TrainingEvent } from '../../shared/contract/training.ts'
import { type CheckpointName, checkpointFile } from './checkpoint.ts'
import { CheckpointKeeper, spoilt } from './checkpoint-keeper.ts'
import { noProgress } from './progress.ts'
import { decodeTensors } from './safetensors.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lenslet-keeper-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A keeper whose network has one weight, and whose time is what the test says. */
function setUp() {
  const events: TrainingEvent[] = []
  const state = { weight: 1, seconds: 0 }
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
        read: () =>
          new Map([
            ['w', { shape: [], values: Float32Array.of(state.weight) }],
            ['m', { shape: [], values: Float32Array.of(9) }],
          ]),
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
const stored = async (name: CheckpointName) => decodeTensors(await readFile(checkpointFile(folder, name)))
const weightIn = async (name: CheckpointName) => (await stored(name)).tensors.get('w')?.values[0]

describe('what a run keeps', () => {
  it('is the best epoch, written at most once a second and always before the last weights', async () => {
    const { keeper, events, state } = setUp()
    expect(await keeper.keepBest(reached(1), score(1))).toBe(true)
    state.weight = 2
    state.seconds = 0.5
    expect(await keeper.keepBest(reached(2), score(2))).toBe(true)
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
      await keeper.writeDue(reached(1), when)
      return events.length > before
    }

    expect(await writtenAt(4, 'between-epochs')).toBe(false)
    expect(await writtenAt(5, 'between-epochs')).toBe(true)
    expect(await writtenAt(64, 'within-epoch')).toBe(false)
    expect(await writtenAt(65, 'within-epoch')).toBe(true)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('is never a weight of %d', async weight => {
    const { keeper, state } = setUp()
    await keeper.keepBest(reached(1), score(1))
    state.weight = weight

    expect(await keeper.keepBest(reached(2), score(2))).toBe(spoilt)
    expect(await keeper.keepLast(reached(2))).toBe(spoilt)
    expect(await weightIn('best')).toBe(1)
    expect(keeper.best).toEqual(score(1))
  })

  it('waits for the disk to take it, is not claimed before, and is warned of once for each file', async () => {
    const { keeper, events, state } = setUp()
    await writeFile(join(folder, 'checkpoints'), 'in the way')

    expect(await keeper.keepBest(reached(1), score(1))).toBe(false)
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
})
