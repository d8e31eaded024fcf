import { cp, mkdir, readdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../src-main/engine/engine-service.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { StoredRun } from '../../src-main/shared/contract/engine.ts'
import type { TrainingEvent } from '../../src-main/shared/contract/training.ts'
import { barPictures, newFolder, storePictures } from './stored-pictures.ts'

const root = join(import.meta.dirname, '../..')
const workerFile = join(root, 'out/test/engine-worker.js')
const pictures = {
  shape: { height: 32, width: 32, channels: 1 },
  classes: 4,
  train: 300,
  validation: 40,
  test: 20,
  seed: 2,
}

let engine: Engine
let run: StoredRun
beforeAll(async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir: dirname(workerFile),
      emptyOutDir: false,
      rollupOptions: {
        input: 'src-main/engine/worker/main.ts',
        output: { entryFileNames: 'engine-worker.js' },
      },
    },
  })
  engine = createEngine({ workerFile, threads: 2 })
  run = {
    folder: await newFolder(),
    spec: presets['lenet-modern'].spec,
    classNames: ['a', 'b', 'c', 'd'],
  }
})
afterAll(() => engine.close())

describe('the bundled worker', () => {
  it('says what it runs on', async () => {
    expect(await engine.request('hello', null)).toMatchObject({
      ok: true,
      value: { tfjs: '4.22.0', tensorflow: expect.stringMatching(/^2\./), threads: 2 },
    })
  })

  it('trains, answers while it does, and stops when told to', async () => {
    const events: TrainingEvent[] = []
    const firstEpoch = new Promise(resolve => {
      engine.onTrainingEvent(event => {
        events.push(event)
        if (event.type === 'checkpoint') resolve(null)
      })
    })
    const dataset = await storePictures(pictures)
    const params = {
      run,
      dataset,
      settings: { epochs: 100_000, batchSize: 32, optimizer: { kind: 'adam', learningRate: 1e-3 }, seed: 1 },
      resume: false,
    } as const
    const trained = engine.request('train', params)
    await firstEpoch
    expect(engine.status().state).toBe('busy')

    const { pictures: pixels } = barPictures({ ...pictures, seed: 8 }, 3)
    const stepsSoFar = () => events.filter(({ type }) => type === 'step').length
    const before = stepsSoFar()
    const predicted = await engine.request('predict', { run, checkpoint: 'best', count: 3, pictures: pixels })
    // What was on its way when the request came; nothing more, though a network had to be compiled.
    expect(stepsSoFar() - before).toBeLessThan(3)
    const second = await engine.request('train', params)
    await engine.request('pause', null)
    await expect.poll(() => events.map(({ type }) => type)).toContain('paused')
    await engine.request('stop', null)

    expect(predicted.ok && predicted.value.probabilities).toHaveLength(12)
    expect(second).toEqual({ ok: false, problem: { code: 'training.busy', params: {} } })
    const end = await trained
    expect(end).toMatchObject({
      ok: true,
      value: { type: 'end', reason: 'stopped', best: { epoch: expect.any(Number) } },
    })
    expect(engine.status().state).toBe('ready')

    const evaluated = await engine.request('evaluate', { run, checkpoint: 'best', dataset, split: 'test' })
    expect(evaluated).toMatchObject({ ok: true, value: { images: 20 } })
  })

  it('writes the SavedModel that training runs', async () => {
    const folder = join(await newFolder(), 'out')
    const compiled = await engine.request('compile', {
      spec: presets['lenet-article'].spec,
      classes: 10,
      settings: { epochs: 1, batchSize: 32, optimizer: { kind: 'sgd', learningRate: 0.1 }, seed: 1 },
      folder,
    })

    expect(await readdir(folder)).toContain('saved_model.pb')
    if (!compiled.ok) throw new Error(compiled.problem.code)
    const { signatures, nodes } = compiled.value
    expect(nodes).toBeGreaterThan(50)
    expect(Object.keys(signatures).sort()).toEqual([
      'activations',
      'diagnose',
      'evaluate',
      'explain',
      'feed',
      'init',
      'kernels',
      'load',
      'predict',
      'read',
      'size',
      'train',
      'write',
    ])
    expect(signatures['predict']).toEqual({
      inputs: [{ name: 'pictures', dtype: 'uint8', shape: [-1, 32, 32, 1] }],
      outputs: [{ name: 'probabilities', dtype: 'float32', shape: [-1, 10] }],
    })
  })

  it('says so where TensorFlow cannot be loaded', async () => {
    const folder = await newFolder()
    await cp(dirname(workerFile), folder, { recursive: true })
    await mkdir(join(folder, 'node_modules'))
    await symlink(join(root, 'node_modules/protobufjs'), join(folder, 'node_modules/protobufjs'), 'junction')
    const bare = createEngine({ workerFile: join(folder, 'engine-worker.js') })

    const hello = await bare.request('hello', null)
    await bare.close()

    expect(hello).toMatchObject({ ok: false, problem: { code: 'engine.unavailable' } })
  })
})
