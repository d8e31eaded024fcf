import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeCheckpoint } from '../../src-main/engine/worker/checkpoint.ts'
import { conditionsOf } from '../../src-main/engine/worker/conditions.ts'
import { openModel } from '../../src-main/engine/worker/model.ts'
import { noProgress } from '../../src-main/engine/worker/progress.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { newFolder } from './stored-pictures.ts'

const optimizer = { kind: 'momentum', learningRate: 0.1, momentum: 0.9 } as const
const seed = 2 ** 40 + 7

let path: string
beforeAll(async () => {
  path = join(await newFolder(), `ü 权重 'last'.safetensors`)
  const model = await openModel({ spec: presets['lenet-modern'].spec, classes: 3, optimizer, branches: 1 })
  model.init(seed)
  const written = await writeCheckpoint(path, {
    tensors: model.read(),
    conditions: conditionsOf({ epochs: 4, seed, batchSize: 4, optimizer }, 'f00d', 1),
    progress: { ...noProgress, step: 12, epoch: 3 },
    best: null,
  })
  model.close()
  expect(written.ok).toBe(true)
}, 60_000)

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/** As the format's page has it, in a few lines. */
async function readFormat() {
  const bytes = await readFile(path)
  const start = 8 + Number(bytes.readBigUInt64LE())
  const { __metadata__: metadata, ...entries } = JSON.parse(bytes.toString('utf8', 8, start))
  const tensors = Object.entries(entries as Record<string, Entry>).map(
    ([name, { dtype, shape, data_offsets }]) => {
      const [begin, end] = data_offsets
      const values = Array.from({ length: (end - begin) / 4 }, (_, index) =>
        bytes.readFloatLE(start + begin + 4 * index),
      )
      return { name, dtype, shape, values }
    },
  )
  return { bytes, metadata, tensors }
}

/** A Python that has what is needed; undefined: there is none. */
const python = [process.env['LENSLET_PYTHON'], 'python3', 'python'].find(command => {
  try {
    if (command) execFileSync(command, ['-c', 'import numpy, safetensors.numpy'], { stdio: 'ignore' })
    return command !== undefined
  } catch {
    return false
  }
})

describe('a checkpoint, to a reader that knows nothing of Lenslet', () => {
  it('has the names, shapes and facts that are promised', async () => {
    const { metadata, tensors } = await readFormat()
    expect(metadata).toMatchObject({ step: '12', epoch: '3', seed: String(seed) })
    const shapes = Object.fromEntries(tensors.map(({ name, shape }) => [name, shape]))
    expect(shapes).toMatchObject({
      'conv1/kernel': [5, 5, 1, 6],
      'conv1/bias': [6],
      'fc1/kernel': [400, 120],
      'fc1/bias': [120],
    })
    expect(new Set(tensors.map(({ dtype }) => dtype))).toEqual(new Set(['F32']))
    const weights = tensors.filter(({ name }) => !name.startsWith('optimizer/'))
    expect(weights.length).toBeLessThan(tensors.length)
    expect(weights.every(({ values }) => values.every(Number.isFinite))).toBe(true)
  })

  it('is checked with two lines', async () => {
    const { bytes, metadata } = await readFormat()
    const zeroed = Buffer.from(bytes.toString('latin1').replace(metadata.checksum, '00000000'), 'latin1')
    expect(crc32(zeroed).toString(16).padStart(8, '0')).toBe(metadata.checksum)
  })

  it('opens in Python with the same numbers', async ({ skip }) => {
    if (python === undefined) return skip('no Python with numpy and safetensors (LENSLET_PYTHON names one)')
    const script = `
import json, sys, zlib
from safetensors import safe_open
with safe_open(sys.argv[1], 'numpy') as file:
  metadata = file.metadata()
  tensors = {name: file.get_tensor(name) for name in file.keys()}
data = open(sys.argv[1], 'rb').read()
zeroed = data.replace(metadata['checksum'].encode(), b'00000000', 1)
json.dump({
  'step': metadata['step'],
  'intact': metadata['checksum'] == f'{zlib.crc32(zeroed):08x}',
  'tensors': {name: [list(x.shape), x.dtype.name, [float(v) for v in x.flat[:50]], float(x.sum(dtype='float64'))]
              for name, x in tensors.items()},
}, sys.stdout)
`
    const answer = JSON.parse(execFileSync(python, ['-c', script, path], { encoding: 'utf8' }))
    const { tensors } = await readFormat()
    expect(answer).toMatchObject({ step: '12', intact: true })
    expect(Object.keys(answer.tensors).sort()).toEqual(tensors.map(({ name }) => name).sort())
    for (const { name, shape, values } of tensors) {
      const sum = values.reduce((total, value) => total + value, 0)
      expect(answer.tensors[name]).toEqual([shape, 'float32', values.slice(0, 50), expect.closeTo(sum, 6)])
    }
  })
})
