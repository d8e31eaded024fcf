import * as fs from 'node:fs'
import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { previousFile } from './checkpoint-files.ts'
import { noProgress } from './progress.ts'
import { encodeTensors } from './safetensors.ts'

vi.mock('node:fs', async load => {
  const real = await load<typeof fs>()
  return { ...real, renameSync: vi.fn(real.renameSync) }
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
const refuse = (code: string) => () => {
  throw Object.assign(new Error(code), { code })
}

it('a checkpoint that another program holds open for a moment is written all the same, whole', async () => {
  vi.mocked(fs.renameSync).mockImplementationOnce(refuse('EPERM'))

  expect(await writeCheckpoint(path, checkpoint)).toEqual({ ok: true, value: expect.any(String) })
  expect(await readCheckpoint(path)).toEqual({ ok: true, value: checkpoint })
})

it.each([1, 2])(
  'a checkpoint that the disk refuses leaves the one before as it was (rename %i)',
  async time => {
    await writeCheckpoint(path, checkpoint)
    const { renameSync } = await vi.importActual<typeof fs>('node:fs')
    if (time === 2) vi.mocked(fs.renameSync).mockImplementationOnce(renameSync)
    vi.mocked(fs.renameSync).mockImplementationOnce(refuse('ENOSPC'))

    expect(await writeCheckpoint(path, { ...checkpoint, tensors: new Map() })).toEqual({
      ok: false,
      problem: { code: 'app.disk-full', params: { path } },
    })
    expect(await files.readdir(join(path, '..'))).toEqual(['last.safetensors'])
    expect(await readCheckpoint(path)).toEqual({ ok: true, value: checkpoint })
  },
)

it('the checkpoint before stays beside the new one', async () => {
  for (const step of [1, 2, 3]) {
    await writeCheckpoint(path, { ...checkpoint, progress: { ...checkpoint.progress, step } })
  }
  expect((await files.readdir(join(path, '..'))).sort()).toEqual([
    'last.previous.safetensors',
    'last.safetensors',
  ])
  expect(await readCheckpoint(previousFile(path))).toMatchObject({ value: { progress: { step: 2 } } })
})

it('there is no turn of the event loop in which a checkpoint is missing', async () => {
  await writeCheckpoint(path, checkpoint)
  const found: boolean[] = []
  let done = false
  const look = () => {
    found.push(fs.existsSync(path))
    if (!done) setImmediate(look)
  }
  look()
  await writeCheckpoint(path, checkpoint)
  done = true
  expect(found).not.toContain(false)
})

it('a checkpoint whose checksum lost its name is damaged; one from before there were checksums is not', async () => {
  await writeCheckpoint(path, checkpoint)
  const bytes = await files.readFile(path)
  bytes.write('x', bytes.indexOf('checksum'), 'latin1')
  await files.writeFile(path, bytes)
  expect(await readCheckpoint(path)).toMatchObject({ problem: { params: { found: 'xhecksum' } } })

  const header = bytes.toString('utf8', 8).replace(/"xhecksum":"[0-9a-f]+",/, '')
  const older = header.slice(0, header.lastIndexOf('}') + 1)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(older.length))
  await files.writeFile(path, Buffer.concat([length, Buffer.from(older), bytes.subarray(-8)]))
  expect(await readCheckpoint(path)).toEqual({ ok: true, value: checkpoint })
})

it.each(['conditions', 'progress'])(
  'a checkpoint of another program, with null for its %s, is not one',
  async name => {
    const metadata = {
      ...{ format: 'lenslet', step: '1', epoch: '1', seed: '1', best: 'null' },
      ...{ conditions: JSON.stringify(checkpoint.conditions), progress: JSON.stringify(checkpoint.progress) },
      [name]: 'null',
    }
    const parts = encodeTensors({ tensors: checkpoint.tensors, metadata })
    await files.writeFile(path, Buffer.concat(parts))
    expect(await readCheckpoint(path)).toMatchObject({ problem: { params: { found: name } } })
  },
)

it('the velocity of a checkpoint from before there were checksums is given the rate and the direction that it has now', async () => {
  const name = 'optimizer/velocity/w'
  const optimizer = { kind: 'momentum', learningRate: 0.25, momentum: 0.9 } as const
  const tensors = new Map([...checkpoint.tensors, [name, { shape: [2], values: Float32Array.of(4, -8) }]])
  await writeCheckpoint(path, { ...checkpoint, tensors, conditions: { ...checkpoint.conditions, optimizer } })
  const velocity = async () => {
    const stored = await readCheckpoint(path)
    return stored.ok && stored.value.tensors.get(name)?.values
  }
  expect(await velocity()).toEqual(Float32Array.of(4, -8))

  const bytes = await files.readFile(path)
  const text = bytes
    .toString('latin1')
    .replace(/"checksum":"[0-9a-f]{8}",/, found => ' '.repeat(found.length))
  await files.writeFile(path, text, 'latin1')
  expect(await velocity()).toEqual(Float32Array.of(-1, 2))
})
