import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { noProgress } from './progress.ts'

vi.mock('node:fs/promises', async load => {
  const real = await load<typeof files>()
  return { ...real, rename: vi.fn(real.rename) }
})

let path: string
beforeEach(async () => {
  path = join(await files.mkdtemp(join(tmpdir(), 'lenslet-checkpoint-')), 'last.safetensors')
})
afterEach(() => files.rm(join(path, '..'), { recursive: true, force: true }))

const checkpoint = {
  tensors: new Map([['w', { shape: [2], values: Float32Array.of(1, 2) }]]),
  conditions: { seed: 1, batchSize: 2, optimizer: { kind: 'sgd', learningRate: 1 }, data: 'd', branches: 3 },
  progress: { ...noProgress, step: 4, pictures: 8 },
  best: null,
} as const
const refused = (code: string) => Object.assign(new Error(code), { code })

it('a checkpoint that another program holds open for a moment is written all the same, whole', async () => {
  vi.mocked(files.rename).mockRejectedValueOnce(refused('EPERM'))

  expect(await writeCheckpoint(path, checkpoint)).toEqual({ ok: true, value: null })
  expect(await readCheckpoint(path)).toEqual({ ok: true, value: checkpoint })
})

it('a checkpoint that the disk has no room for leaves nothing behind, and the one before as it was', async () => {
  await writeCheckpoint(path, checkpoint)
  vi.mocked(files.rename).mockRejectedValueOnce(refused('ENOSPC'))

  expect(await writeCheckpoint(path, { ...checkpoint, tensors: new Map() })).toEqual({
    ok: false,
    problem: { code: 'app.disk-full', params: { path } },
  })
  expect(await files.readdir(join(path, '..'))).toEqual(['last.safetensors'])
  expect(await readCheckpoint(path)).toEqual({ ok: true, value: checkpoint })
})
