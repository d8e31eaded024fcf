import { mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Score } from '../../shared/contract/training.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { checkpointFile, previousFile } from './checkpoint-files.ts'
import { noProgress } from './progress.ts'
import { setBackBest } from './set-back-best.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lenslet-best-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const score = (epoch: number): Score => ({
  epoch,
  loss: 1,
  accuracy: 0.5,
  validationLoss: null,
  validationAccuracy: null,
})
const optimizer = { kind: 'sgd', learningRate: 1 } as const
const conditions = { seed: 1, batchSize: 2, optimizer, data: '', branches: 1 }
const path = () => checkpointFile(folder, 'best')

/** Writes `best` once for each of these epochs. */
async function keep(...epochs: readonly number[]): Promise<void> {
  for (const epoch of epochs) {
    const tensors = new Map([['w', { shape: [], values: Float32Array.of(epoch) }]])
    const progress = { ...noProgress, epoch }
    await writeCheckpoint(path(), { tensors, conditions, progress, best: score(epoch) })
  }
}

async function kept(): Promise<number | undefined> {
  const read = await readCheckpoint(path())
  return read.ok ? read.value.progress.epoch : undefined
}

/** Of a run that goes on from after `epoch`. */
const setBack = (epoch: number) => setBackBest(folder, { progress: { ...noProgress, epoch } })

describe('the best weights of a run that goes on', () => {
  it('stay where their epoch is not undone', async () => {
    await keep(1, 3)
    expect(await setBack(3)).toEqual({ best: score(3) })
    expect(await setBack(5)).toEqual({ best: score(3) })
    expect(await kept()).toBe(3)
  })

  it('are those before, where their epoch is undone', async () => {
    await keep(1, 3)
    expect(await setBack(2)).toEqual({ best: score(1) })
    expect(await kept()).toBe(1)
  })

  it('count for nothing where those before are undone too, but stay until there are others', async () => {
    expect(await setBack(2)).toEqual({ best: null })
    await keep(3, 4)
    expect(await setBack(2)).toEqual({ best: null })
    expect(await kept()).toBe(4)
  })

  it('are those before, where they are damaged, which is told', async () => {
    await keep(1, 2)
    await truncate(path(), 9)
    const params = { path: path(), used: previousFile(path()), epoch: 1, step: 0, found: expect.any(String) }
    const warning = { code: 'training.checkpoint-replaced', params }
    expect(await setBack(3)).toEqual({ best: score(1), warning })

    await keep(3)
    expect(await kept()).toBe(3)
    expect(await setBack(2)).toEqual({ best: score(1) })
  })
})
