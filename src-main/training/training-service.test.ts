import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import { createRunStore } from '../runs/run-store.ts'
import { presets } from '../shared/architecture/presets/index.ts'
import type { DatasetSummary } from '../shared/contract/data.ts'
import type { TrainingEvent } from '../shared/contract/training.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { createTraining } from './training-service.ts'

type End = Extract<TrainingEvent, { type: 'end' }>

const dataset: DatasetSummary = {
  id: 'shapes',
  name: 'Shapes',
  created: '2026-01-01T00:00:00.000Z',
  preprocessing: { shape: { height: 32, width: 32, channels: 3 }, color: 'rgb', fit: 'pad' },
  images: 20,
  classes: ['circle', 'square', 'star'].map(name => ({ name, images: 7, examples: [] })),
  split: { train: 16, validation: 2, test: 2 },
  seed: 1,
  fingerprint: 'f00d',
  files: 20,
  skipped: 0,
  problemCount: 0,
  bytes: 1000,
  sample: null,
}

const settings = {
  epochs: 1,
  batchSize: 4,
  optimizer: { kind: 'adam', learningRate: 0.001 },
  seed: 1,
} as const
const request = { spec: presets['lenet-modern'].spec, datasetId: 'shapes', settings }
const started: TrainingEvent = { type: 'started', epochs: 1, stepsPerEpoch: 4, device: 'CPU', threads: 2 }
const finished: End = { type: 'end', reason: 'finished', best: null, final: null }

/** A worker at the end of a line: what it is asked is kept, what it answers is up to the test. */
function engineDouble() {
  const asked: string[] = []
  let report: (event: TrainingEvent) => void = () => undefined
  let answer: (end: Result<End>) => void = () => undefined
  const engine = {
    onTrainingEvent: (listener: typeof report) => {
      report = listener
      return () => undefined
    },
    request: async (name: string) => {
      asked.push(name)
      if (name === 'train') return new Promise<Result<End>>(resolve => (answer = resolve))
      if (name === 'hello') return success({ tfjs: '4', tensorflow: '2', devices: [], threads: 2 })
      return success(null)
    },
  } as unknown as Engine
  return {
    engine,
    asked,
    report: (event: TrainingEvent) => report(event),
    answer: (end: Result<End>) => answer(end),
  }
}

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lenslet-training-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

function setUp(found: DatasetSummary = dataset) {
  const worker = engineDouble()
  const runs = createRunStore(home)
  const datasets = {
    get: async () => success(found),
    folder: () => join(home, 'shapes'),
  } as unknown as Datasets
  const training = createTraining({ engine: worker.engine, runs, datasets, versions: { lenslet: '0' } })
  const start = async () => {
    const answer = await training.start(request)
    if (!answer.ok) throw new Error(answer.problem.code)
    return answer.value.runId
  }
  return { worker, runs, training, start }
}

describe('training', () => {
  it('records the run with all that its numbers depend on, fitted to the data', async () => {
    const { runs, start } = setUp()
    const record = await runs.get(await start())
    expect(record).toMatchObject({
      value: {
        spec: { id: 'lenet-modern', input: { height: 32, width: 32, channels: 3 } },
        dataset: { fingerprint: 'f00d' },
        classNames: ['circle', 'square', 'star'],
        preprocessing: { color: 'rgb' },
        settings,
        versions: { lenslet: '0', tensorflow: '2' },
      },
    })
  })

  it('numbers what the engine reports and keeps it with the run', async () => {
    const { worker, runs, training, start } = setUp()
    const id = await start()
    worker.report(started)
    worker.report(finished)
    worker.answer(success(finished))
    await training.ended()
    expect(await runs.events(id)).toEqual([
      { seq: 1, ...started },
      { seq: 2, ...finished },
    ])
    expect(await training.snapshot(null)).toMatchObject({ runId: id, phase: 'ended' })
    expect(training.activeRun()).toBeUndefined()
  })

  it('runs one at a time', async () => {
    const { training, runs } = setUp()
    const [first, second] = await Promise.all([training.start(request), training.start(request)])
    expect([first.ok, second.ok]).toEqual([true, false])
    expect(await training.start(request)).toMatchObject({ problem: { code: 'training.busy' } })
    expect(await runs.ids()).toHaveLength(1)
  })

  it('that loses its engine ends as failed, with the problem in the record', async () => {
    const { worker, runs, training, start } = setUp()
    const id = await start()
    worker.report(started)
    worker.answer(failure('engine.lost', { reason: 'SIGKILL' }))
    await training.ended()
    expect((await runs.events(id)).at(-1)).toMatchObject({
      type: 'end',
      reason: 'failed',
      problem: { code: 'engine.lost', params: { reason: 'SIGKILL' } },
    })
  })

  it('pauses and resumes only where there is something to', async () => {
    const { worker, training, start } = setUp()
    expect(await training.pause()).toMatchObject({ problem: { code: 'training.none' } })
    await start()
    worker.report(started)
    expect(await training.resume()).toMatchObject({ problem: { code: 'training.none' } })
    expect(await training.pause()).toEqual(success(null))
    worker.report({ type: 'paused', step: 2 })
    expect(await training.resume()).toEqual(success(null))
    expect(worker.asked).toEqual(['hello', 'train', 'pause', 'continue'])
  })

  it('refuses pictures that the network cannot follow, and data with nothing to train on', async () => {
    const tiny = { ...dataset.preprocessing, shape: { height: 8, width: 8, channels: 1 } }
    expect(await setUp({ ...dataset, preprocessing: tiny }).training.start(request)).toMatchObject({
      problem: { code: 'network.window-does-not-fit' },
    })
    const empty = { train: 0, validation: 10, test: 10 }
    expect(await setUp({ ...dataset, split: empty }).training.start(request)).toMatchObject({
      problem: { code: 'training.no-pictures' },
    })
  })
})
