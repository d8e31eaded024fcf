import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Datasets } from '../dataset/service.ts'
import type { Engine } from '../engine/engine-service.ts'
import { createRunStore } from '../runs/run-store.ts'
import { presets } from '../shared/architecture/presets/index.ts'
import type { DatasetSummary } from '../shared/contract/data.ts'
import type { EngineRequests } from '../shared/contract/engine.ts'
import type { TrainingEvent } from '../shared/contract/training.ts'
import { failure, problem, type Result, success } from '../shared/result.ts'
import { createTraining } from './training-service.ts'

type End = Extract<TrainingEvent, { type: 'end' }>

const dataset: DatasetSummary = {
  id: 'shapes',
  name: 'Shapes',
  created: '2026-01-01T00:00:00.000Z',
  preprocessing: { shape: { height: 32, width: 32, channels: 3 }, color: 'rgb', fit: 'pad' },
  images: 20,
  excluded: 0,
  classes: ['circle', 'square', 'star'].map(name => ({ name, images: 7, examples: [] })),
  split: { train: 16, validation: 2, test: 2 },
  seed: 1,
  fingerprint: 'f00d',
  lineage: { id: 'shapes', number: 1, parent: null, change: null },
  canUndo: false,
  canRedo: false,
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
const saved = (file: 'best' | 'last', number: number): TrainingEvent => ({
  type: 'checkpoint',
  step: 4 * number,
  epoch: number,
  file,
})
const epoch = (number: number): TrainingEvent => ({
  type: 'epoch',
  step: 4 * number,
  imagesPerSecond: 100,
  best: true,
  epoch: number,
  loss: 1,
  accuracy: 0.5,
  validationLoss: 1,
  validationAccuracy: 0.5,
})
const finished: End = { type: 'end', reason: 'finished', best: null, final: null }

/** A worker at the end of a line: what it is asked is kept, what it answers is up to the test. */
function engineDouble() {
  const asked: string[] = []
  const trained: EngineRequests['train']['params'][] = []
  let report: (event: TrainingEvent) => void = () => undefined
  let answer: (end: Result<End>) => void = () => undefined
  const engine = {
    onTrainingEvent: (listener: typeof report) => {
      report = listener
      return () => undefined
    },
    restart: () => void asked.push('restart'),
    chooseDevice: async () => {
      asked.push('hello')
      return success({ tfjs: '4', tensorflow: '2', devices: [], threads: 2 })
    },
    request: async (name: string, params: unknown) => {
      asked.push(name)
      if (name === 'train') {
        trained.push(params as EngineRequests['train']['params'])
        return new Promise<Result<End>>(resolve => (answer = resolve))
      }
      if (name === 'hello') return success({ tfjs: '4', tensorflow: '2', devices: [], threads: 2 })
      return success(null)
    },
  } as unknown as Engine
  return {
    engine,
    asked,
    trained,
    report: (event: TrainingEvent) => report(event),
    answer: (end: Result<End>) => answer(end),
  }
}

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'lenslet-training-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

function setUp(found: DatasetSummary = dataset, free = Number.POSITIVE_INFINITY) {
  const worker = engineDouble()
  const runs = createRunStore(home)
  const datasets = {
    get: async () => success(found),
    findContent: async () => found,
    folder: () => join(home, 'shapes'),
  } as unknown as Datasets
  const training = createTraining({
    engine: worker.engine,
    runs,
    datasets,
    versions: { lenslet: '0' },
    makeRoom: async () => free,
  })
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

  it('that would not fit into memory is refused before anything is recorded', async () => {
    const { training, runs, worker } = setUp(dataset, 1e6)
    expect(await training.start(request)).toMatchObject({
      problem: { code: 'training.too-large', params: { free: 1e6, batch: 0 } },
    })
    expect(await runs.ids()).toEqual([])
    expect(worker.trained).toEqual([])
  })

  it('that loses its engine goes on in another, says so, and ends when that is lost too', async () => {
    const { worker, runs, training, start } = setUp()
    const id = await start()
    worker.report(started)
    worker.report(saved('last', 0))
    worker.answer(failure('engine.lost', { reason: 'SIGSEGV' }))
    await expect.poll(() => worker.trained).toHaveLength(2)
    expect(worker.trained[1]).toMatchObject({ resume: true, settings })
    worker.report({ ...started, epoch: 0.5 })
    worker.answer(failure('engine.lost', { reason: 'SIGABRT' }))
    await training.ended()
    expect(await runs.events(id)).toMatchObject([
      { type: 'started' },
      { type: 'checkpoint' },
      { type: 'started', epoch: 0.5 },
      {
        type: 'warning',
        problem: { code: 'training.engine-replaced', params: { reason: 'SIGSEGV', epoch: 0.5 } },
      },
      { type: 'end', reason: 'failed', problem: { code: 'engine.lost', params: { reason: 'SIGABRT' } } },
    ])
  })

  it('that runs out of memory goes on with half the batch, and the record says so', async () => {
    const { worker, runs, training, start } = setUp()
    const id = await start()
    worker.report(started)
    worker.report(epoch(1))
    const reason = 'OOM when allocating tensor'
    const failed: End = {
      ...finished,
      reason: 'failed',
      problem: problem('engine.out-of-memory', { reason }),
    }
    worker.report(failed)
    worker.answer(success(failed))
    await expect.poll(() => worker.trained).toHaveLength(2)
    expect(worker.asked).toContain('restart')
    const halved = { ...settings, batchSize: 2 }
    expect(worker.trained[1]).toMatchObject({ resume: true, settings: halved, earlierBatchSizes: [4] })
    worker.report({ ...started, epoch: 0 })
    worker.report(finished)
    worker.answer(success(finished))
    await training.ended()

    expect(await runs.get(id)).toMatchObject({
      value: { settings: halved, earlierSettings: [{ settings, untilEpoch: 1, because: 'memory' }] },
    })
    expect((await runs.events(id)).slice(1)).toMatchObject([
      { type: 'started' },
      { type: 'warning', problem: { code: 'training.batch-halved', params: { from: 4, to: 2, epoch: 0 } } },
      { type: 'end', reason: 'finished' },
    ])
  })

  it('that was paused when its engine was lost is paused in the next', async () => {
    const { worker, start } = setUp()
    await start()
    worker.report(started)
    worker.report({ type: 'paused', step: 2 })
    worker.answer(failure('engine.lost', { reason: 'SIGSEGV' }))
    await expect.poll(() => worker.asked).toEqual(['hello', 'train', 'train', 'pause'])
  })

  it('that is stopped while its engine is lost ends', async () => {
    const { worker, training, start } = setUp()
    await start()
    worker.report(started)
    const stopped = training.stop()
    worker.answer(failure('engine.lost', { reason: 'SIGSEGV' }))
    expect(await stopped).toEqual(success(null))
    expect(worker.trained).toHaveLength(1)
    expect(training.activeRun()).toBeUndefined()
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

describe('a run that goes on', () => {
  async function setUpEnded(end: Partial<End> = {}) {
    const set = setUp()
    const id = await set.start()
    set.worker.report(started)
    set.worker.report(epoch(1))
    set.worker.report(saved('best', 1))
    set.worker.answer(success({ ...finished, ...end }))
    await set.training.ended()
    return { ...set, id }
  }

  it('continues its numbers, its record and its curves, with more epochs', async () => {
    const { worker, runs, training, id } = await setUpEnded()
    const answer = training.continue({ runId: id, epochs: 3 })
    await expect.poll(() => worker.trained).toHaveLength(2)
    expect(worker.trained[1]).toMatchObject({ resume: true, settings: { ...settings, epochs: 3 } })
    worker.report({ ...started, epochs: 3, epoch: 1 })
    expect(await answer).toEqual(success({ runId: id }))
    expect(training.activeRun()).toBe(id)
    expect((await training.snapshot(id))?.events.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'started'],
      [2, 'epoch'],
      [3, 'checkpoint'],
      [4, 'end'],
      [5, 'started'],
    ])
    worker.answer(success(finished))
    await training.ended()
    expect((await runs.events(id)).at(-1)).toEqual({ seq: 6, ...finished })
    expect(await runs.get(id)).toMatchObject({
      value: {
        settings: { epochs: 3 },
        earlierSettings: [{ settings, untilEpoch: 1, because: 'epochs' }],
      },
    })
  })

  it.each([
    { end: {}, epochs: null, code: 'training.all-epochs-done' },
    { end: {}, epochs: 1, code: 'training.fewer-epochs' },
    { end: { reason: 'early-stopped' } as const, epochs: null, code: 'training.ended-early' },
    { end: { reason: 'early-stopped' } as const, epochs: 1, code: 'training.fewer-epochs' },
    { end: { reason: 'diverged' } as const, epochs: 9, code: 'training.would-diverge' },
  ])('is refused where there is nothing to go on with: $code', async ({ end, epochs, code }) => {
    const { runs, training, id } = await setUpEnded(end)
    const before = await runs.events(id)
    expect(await training.continue({ runId: id, epochs })).toMatchObject({ problem: { code } })
    expect(await runs.events(id)).toEqual(before)
  })

  it('that had ended early has patience again, until it has saved what it waits for', async () => {
    const { worker, training, id } = await setUpEnded({ reason: 'early-stopped' })
    const answer = training.continue({ runId: id, epochs: 9 })
    await expect.poll(() => worker.trained).toHaveLength(2)
    expect(worker.trained[1]).toMatchObject({ resume: true, patienceAnew: true })
    worker.report({ ...started, epochs: 9, epoch: 1 })
    await answer
    worker.answer(failure('engine.lost', { reason: 'SIGKILL' }))
    await expect.poll(() => worker.trained).toHaveLength(3)
    expect(worker.trained[2]).toMatchObject({ patienceAnew: true })
    worker.report({ ...started, epochs: 9, epoch: 1 })
    worker.report(saved('last', 2))
    worker.answer(failure('engine.lost', { reason: 'SIGKILL' }))
    await expect.poll(() => worker.trained).toHaveLength(4)
    expect(worker.trained[3]).not.toHaveProperty('patienceAnew')
    worker.report({ ...started, epochs: 9, epoch: 2 })
    worker.answer(success(finished))
    await training.ended()
  })

  it('stays as it was where its checkpoint is refused', async () => {
    const { worker, runs, training, id } = await setUpEnded()
    const before = [await runs.get(id), await runs.events(id)]
    const answer = training.continue({ runId: id, epochs: 3 })
    await expect.poll(() => worker.trained).toHaveLength(2)
    const damaged = problem('training.checkpoint-invalid', { path: 'last', found: '0 B' })
    worker.report({ ...finished, reason: 'failed', problem: damaged })
    worker.answer(success({ ...finished, reason: 'failed', problem: damaged }))
    expect(await answer).toEqual({ ok: false, problem: damaged })
    expect([await runs.get(id), await runs.events(id)]).toEqual(before)
    expect(await training.snapshot(id)).toMatchObject({ phase: 'ended' })
    expect((await training.start(request)).ok).toBe(true)
  })

  it('tells what its checkpoint is after it has begun', async () => {
    const { worker, runs, training, id } = await setUpEnded({ reason: 'stopped' })
    const answer = training.continue({ runId: id, epochs: 2 })
    await expect.poll(() => worker.trained).toHaveLength(2)
    const params = { path: 'last', found: '0 B', used: 'last.previous', epoch: 0, step: 2 }
    const warning = {
      type: 'warning',
      step: 2,
      problem: problem('training.checkpoint-replaced', params),
    } as const
    worker.report(warning)
    worker.report({ ...started, epoch: 0.5 })
    await answer
    worker.answer(success(finished))
    await training.ended()
    expect((await runs.events(id)).map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'started'],
      // The epoch after it was undone, and its weights with it.
      [4, 'end'],
      [5, 'started'],
      [6, 'warning'],
      [7, 'end'],
    ])
  })

  it('needs the pictures that it learnt from, whatever they are called now', async () => {
    const { runs, id } = await setUpEnded()
    const goOn = async (found: DatasetSummary[]) => {
      const worker = engineDouble()
      const datasets = {
        findContent: async (_: string, print: string) =>
          found.find(({ fingerprint }) => fingerprint === print),
        get: async () => (found[0] ? success(found[0]) : failure('data.not-found', { id: 'shapes' })),
        folder: () => '',
      } as unknown as Datasets
      const training = createTraining({
        engine: worker.engine,
        runs,
        datasets,
        versions: {},
        makeRoom: async () => 0,
      })
      const answer = training.continue({ runId: id, epochs: 2 })
      await Promise.race([answer, expect.poll(() => worker.trained).toHaveLength(1)])
      worker.report(started)
      const { ok, ...rest } = await answer
      worker.answer(success(finished))
      await training.ended()
      return ok || rest
    }
    expect(await goOn([])).toMatchObject({ problem: { code: 'runs.data-gone' } })
    expect(await goOn([{ ...dataset, fingerprint: 'other' }])).toMatchObject({
      problem: { code: 'training.data-changed' },
    })
    expect(await goOn([{ ...dataset, id: 'again' }])).toBe(true)
  })

  it('is left alone while another process trains it', async () => {
    const { runs, training, id } = await setUpEnded()
    await writeFile(join(runs.folder(id), 'running.pid'), String(process.ppid))
    expect(await training.continue({ runId: id, epochs: 2 })).toMatchObject({
      problem: { code: 'training.elsewhere' },
    })
  })

  it('is refused where its checkpoint has been removed', async () => {
    const { worker, training, start } = setUp()
    const id = await start()
    worker.report(started)
    worker.report(saved('last', 0))
    worker.answer(success({ ...finished, reason: 'stopped' }))
    await training.ended()
    expect(await training.continue({ runId: id, epochs: null })).toMatchObject({
      problem: { code: 'training.checkpoint-gone' },
    })
  })
})
