import { existsSync } from 'node:fs'
import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkpointFile, previousFile } from '../../src-main/engine/worker/checkpoint-files.ts'
import { evaluate } from '../../src-main/engine/worker/evaluate.ts'
import { fitNetwork } from '../../src-main/engine/worker/fit.ts'
import { createPredictor } from '../../src-main/engine/worker/predict.ts'
import { createTrainingControl } from '../../src-main/engine/worker/training-control.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { StoredDataset, StoredRun } from '../../src-main/shared/contract/engine.ts'
import type { TrainingEvent } from '../../src-main/shared/contract/training.ts'
import type { Problem } from '../../src-main/shared/result.ts'
import { barPictures, storePictures } from './stored-pictures.ts'
import {
  barDataset,
  classNames,
  newRun,
  ofType,
  pictures,
  scores,
  settings,
  type TrainOptions,
  train,
  weights,
} from './train-run.ts'

let dataset: StoredDataset
beforeAll(async () => {
  dataset = await barDataset()
})

const pathOf = ({ params }: Problem) => ('path' in params ? params.path : undefined)

describe('a run', () => {
  it('learns, tells every epoch once and keeps the best and the last weights', async () => {
    const { events, end, run } = await train({ settings: { epochs: 6 } })

    expect(events[0]).toMatchObject({ type: 'started', epochs: 6, stepsPerEpoch: 11, threads: 2 })
    expect(ofType(events, 'epoch').map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6])
    expect(ofType(events, 'step').reduce((sum, { steps }) => sum + steps, 0)).toBe(66)
    expect(end).toMatchObject({ reason: 'finished', final: { epoch: 6 } })
    expect(end.best?.validationAccuracy).toBeGreaterThan(0.95)
    expect(events.at(-1)).toBe(end)
    const best = await weights(run, 'best')
    expect(best.metadata).toMatchObject({ epoch: String(end.best?.epoch) })
    expect([...best.tensors.keys()]).toContain('conv1/kernel')
    expect([...best.tensors.keys()].some(name => name.startsWith('optimizer/'))).toBe(false)
    expect((await weights(run)).metadata).toMatchObject({ step: '66', epoch: '6', seed: expect.any(String) })
  })

  it('comes out the same twice for the same seed, and differently for another', async () => {
    const [first, again, other] = [await train(), await train(), await train({ settings: { seed: 9 } })]

    expect(scores(again.events)).toEqual(scores(first.events))
    expect(await weights(again.run)).toEqual(await weights(first.run))
    expect(scores(other.events)).not.toEqual(scores(first.events))
  })

  it.each([
    { place: 'within the first epoch', step: 5, epochs: 0 },
    { place: 'before the first epoch was scored', step: 11, epochs: 0 },
    { place: 'within the second epoch', step: 15, epochs: 1 },
  ])('that was stopped $place and resumed equals the uninterrupted one, bit for bit', async at => {
    const whole = await train()
    const stopped = await train({
      onEvent: (event, control) => event.type === 'step' && event.step >= at.step && control.stop(),
    })
    expect(stopped.end.reason).toBe('stopped')
    expect(ofType(stopped.events, 'epoch')).toHaveLength(at.epochs)

    const resumed = await train({ run: stopped.run, resume: true })

    expect([...scores(stopped.events), ...scores(resumed.events)]).toEqual(scores(whole.events))
    expect(await weights(resumed.run)).toEqual(await weights(whole.run))
    expect(resumed.end).toEqual(whole.end)
  })

  it('of epochs too short to see tells of all steps in few events', async () => {
    const { events } = await train({ now: () => 0 })

    expect(ofType(events, 'step').map(({ steps }) => steps)).toEqual([1, 32])
    expect(ofType(events, 'step').map(({ step }) => step)).toEqual([1, 33])
    expect(ofType(events, 'step').map(({ epoch }) => epoch)).toEqual([20 / 205, 3])
    expect(ofType(events, 'epoch')).toHaveLength(3)
    expect(ofType(events, 'checkpoint').map(({ file, epoch }) => [file, epoch])).toEqual([
      ['best', 1],
      ['best', 3],
      ['last', 3],
    ])
  })

  it('waits while paused, and goes on when told to', async () => {
    const { events, end } = await train({
      onEvent: (event, control) => {
        if (event.type === 'step' && event.step === 2) control.pause()
        if (event.type === 'paused') setImmediate(control.resume)
      },
    })

    const types = events.map(({ type }) => type)
    expect(types.slice(3, 6)).toEqual(['paused', 'checkpoint', 'resumed'])
    expect(end.reason).toBe('finished')
  })

  it('whose loss becomes infinite ends as diverged and keeps what was best before', async () => {
    const first = await train({ settings: { epochs: 1 } })
    const kept = await weights(first.run, 'best')

    const diverged = await train({
      run: first.run,
      settings: { optimizer: { kind: 'sgd', learningRate: 1e30 } },
    })

    expect(diverged.end).toMatchObject({
      reason: 'diverged',
      problem: { code: 'training.diverged', params: { learningRate: 1e30 } },
    })
    expect(await weights(first.run, 'best')).toEqual(kept)
  })

  it('whose last update spoils the weights keeps none of them', async () => {
    const few = await storePictures({ ...pictures, train: 20, validation: 0, test: 0 })
    const { run, events, end } = await train({
      dataset: few,
      settings: { epochs: 1, optimizer: { kind: 'sgd', learningRate: 1e39 } },
    })

    expect(end).toMatchObject({ reason: 'diverged', best: null, final: null })
    expect(ofType(events, 'epoch')).toEqual([])
    expect(existsSync(join(run.folder, 'checkpoints'))).toBe(false)
  })

  it('that cannot be saved trains on, says so once, and claims only what is on disk', async () => {
    const run = await newRun()
    await writeFile(join(run.folder, 'checkpoints'), 'in the way')
    const path = checkpointFile(run.folder, 'best')

    const { events, end } = await train({ run })

    const warnings = ofType(events, 'warning').filter(({ problem }) => path === pathOf(problem))
    expect(warnings).toHaveLength(1)
    expect(ofType(events, 'checkpoint')).toEqual([])
    expect(end).toMatchObject({
      reason: 'failed',
      best: null,
      final: { epoch: 3 },
      problem: { code: 'app.cannot-write', params: { path } },
    })
  })

  it('without validation pictures keeps the epoch of lowest training loss', async () => {
    const all = await storePictures({ ...pictures, validation: 0, test: 0, train: 50 })
    const { end } = await train({ dataset: all, settings: { epochs: 2, batchSize: 7 } })

    expect(end.best).toMatchObject({ epoch: 2, validationLoss: null, validationAccuracy: null })
  })

  it('goes on with as many branches as it began with, on another machine too', async () => {
    const whole = await train()
    const stopped = await train({
      onEvent: (event, control) => event.type === 'step' && event.step >= 15 && control.stop(),
    })
    const resumed = await train({ run: stopped.run, resume: true, branches: 3 })

    expect(await weights(resumed.run)).toEqual(await weights(whole.run))
  })

  it('whose pictures have vanished says so', async () => {
    const gone = await storePictures({ ...pictures, train: 20, validation: 0, test: 0 })
    await rm(join(gone.folder, 'images.u8'))
    const { end, events } = await train({ dataset: gone })

    expect(end).toMatchObject({ reason: 'failed', problem: { code: 'data.not-found' } })
    expect(events).toEqual([end])
  })

  it('that meets a bug ends all the same', async () => {
    const events: TrainingEvent[] = []
    const broken = { ...(await newRun()), spec: { ...presets['lenet-modern'].spec, layers: [] } }
    const params = { run: broken, dataset, settings, resume: false }
    const options = { branches: 1, device: '', threads: 1, control: createTrainingControl() }
    const ended = fitNetwork(params, { ...options, emit: event => events.push(event) })

    await expect(ended).rejects.toThrow('cannot be compiled')
    expect(events).toMatchObject([{ type: 'end', reason: 'failed' }])
  })

  it('of a layer that is called optimizer keeps its weights', async () => {
    const { spec } = presets['lenet-modern']
    const layers = spec.layers.map(layer =>
      layer.kind === 'dense' && layer.units === 120 ? { ...layer, name: 'optimizer' } : layer,
    )
    const { run } = await train({
      run: { ...(await newRun()), spec: { ...spec, layers } },
      settings: { epochs: 1 },
    })
    const evaluated = await evaluate({ run, checkpoint: 'best', dataset, split: 'test' }, 2)

    expect((await weights(run, 'best')).tensors.has('optimizer/kernel')).toBe(true)
    expect(evaluated.ok).toBe(true)
  })

  it('does not go on under other conditions', async () => {
    const { run } = await train({ settings: { epochs: 1 } })
    const found = async (options: TrainOptions) => {
      const { end } = await train({ run, resume: true, ...options })
      return end.problem?.code === 'training.checkpoint-invalid' && end.problem.params.found
    }

    expect(await found({ settings: { seed: 3 } })).toBe(`seed ${settings.seed} ≠ 3`)
    expect(await found({ settings: { batchSize: 21 } })).toBe('batchSize 20 ≠ 21')
    expect(await found({ settings: { optimizer: { kind: 'adam', learningRate: 1 } } })).toMatch('optimizer')
    expect(await found({ dataset: await storePictures({ ...pictures, seed: 2 }) })).toMatch('data')
  })

  it.each(['last', 'best'] as const)(
    'whose %s checkpoint is damaged goes on from the one before, says so, and comes to the same',
    async name => {
      const whole = await train()
      const { run } = await train({
        onEvent: (event, control) => event.type === 'step' && event.step >= 15 && control.stop(),
      })
      await train({
        run,
        resume: true,
        onEvent: (event, control) => event.type === 'step' && event.step >= 27 && control.stop(),
      })
      const path = checkpointFile(run.folder, name)
      await truncate(path, (await stat(path)).size - 1)

      const resumed = await train({ run, resume: true })

      const [warning] = ofType(resumed.events, 'warning')
      const used = previousFile(path)
      expect(warning?.problem).toEqual({
        code: 'training.checkpoint-replaced',
        params: expect.objectContaining({ path, used, step: expect.any(Number) }),
      })
      expect((await weights(run)).tensors).toEqual((await weights(whole.run)).tensors)
      expect((await weights(run, 'best')).tensors).toEqual((await weights(whole.run, 'best')).tensors)
    },
  )

  it('that was killed after its best epoch was saved keeps none that is undone', async () => {
    const whole = await train()
    const { run } = await train({ settings: { epochs: 1 } })
    const last = checkpointFile(run.folder, 'last')
    const afterFirst = await readFile(last)
    await train({ run, resume: true, settings: { epochs: 2 } })
    await writeFile(last, afterFirst)

    const stopped = await train({
      run,
      resume: true,
      onEvent: (event, control) => event.type === 'started' && control.stop(),
    })

    expect(stopped.end.best?.epoch).toBe(1)
    expect((await weights(run, 'best')).metadata['epoch']).toBe('1')
    const { end } = await train({ run, resume: true })
    expect(end).toEqual(whole.end)
    expect((await weights(run, 'best')).tensors).toEqual((await weights(whole.run, 'best')).tensors)
  })

  it('says from where it goes on', async () => {
    const { run } = await train({
      onEvent: (event, control) => event.type === 'step' && event.step >= 15 && control.stop(),
    })
    const progress = JSON.parse((await weights(run)).metadata['progress'] ?? '')
    const [started] = (await train({ run, resume: true })).events
    expect(started).toMatchObject({ type: 'started', epoch: progress.epoch + progress.pictures / 205 })
  })

  it('that has no checkpoint yet begins again', async () => {
    const whole = await train()
    const { events, run } = await train({ resume: true })
    expect(events[0]).toMatchObject({ type: 'started', epoch: 0 })
    expect(await weights(run)).toEqual(await weights(whole.run))
  })

  it('goes on with a smaller batch where memory ran out, and counts its steps in that', async () => {
    const { run } = await train({
      settings: { epochs: 1 },
    })
    const less = { batchSize: 10, epochs: 2 }
    const refused = await train({ run, resume: true, settings: less })
    expect(refused.end.problem?.code).toBe('training.checkpoint-invalid')

    const { events, end } = await train({ run, resume: true, settings: less, earlierBatchSizes: [40, 20] })

    expect(events[0]).toMatchObject({ type: 'started', epoch: 1, stepsPerEpoch: 21 })
    expect(ofType(events, 'step').map(({ step }) => step)[0]).toBe(22)
    expect(ofType(events, 'step').at(-1)).toMatchObject({ step: 42, epoch: 2 })
    expect(end).toMatchObject({ reason: 'finished', final: { epoch: 2 } })
    expect((await weights(run)).metadata['conditions']).toContain('"batchSize":10')
  })

  it('does not go on where all its checkpoints are damaged', async () => {
    const { run } = await train({ settings: { epochs: 1 } })
    const path = checkpointFile(run.folder, 'last')
    for (const damaged of [path, previousFile(path)]) await writeFile(damaged, 'nothing')

    const { end } = await train({ run, resume: true })

    expect(end).toMatchObject({
      reason: 'failed',
      problem: { code: 'training.checkpoint-invalid', params: { path } },
    })
  })
})

describe('a trained run', () => {
  let run: StoredRun
  beforeAll(async () => {
    run = (await train({ settings: { epochs: 6 } })).run
  })

  it('is evaluated with a confusion matrix whose numbers agree', async () => {
    const result = await evaluate({ run, checkpoint: 'best', dataset, split: 'test' }, 2)

    if (!result.ok) throw new Error(result.problem.code)
    const { value } = result
    const diagonal = value.confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0)
    expect(value.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(43)
    expect(value.images).toBe(43)
    expect(value.accuracy).toBeCloseTo(diagonal / 43, 6)
    expect(value.accuracy).toBeGreaterThan(0.9)
    expect(value.top5).toBe(1)
    expect(value.perClass.map(({ label }) => label)).toEqual(classNames)
  })

  it('predicts each picture on its own as it does among others', async () => {
    const { pictures: pixels, labels } = barPictures({ ...pictures, seed: 5 }, 9)
    const predictor = createPredictor(2)
    const predict = async (from: number, count: number) => {
      const part = pixels.slice(from * 1024, (from + count) * 1024)
      const result = await predictor.predict({ run, checkpoint: 'best', count, pictures: part })
      if (!result.ok) throw new Error(result.problem.code)
      return result.value.probabilities
    }

    const together = await predict(0, 9)

    for (let index = 0; index < 9; index++) {
      const row = Array.from(together.slice(4 * index, 4 * index + 4))
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
      expect(row.indexOf(Math.max(...row))).toBe(labels[index])
      const alone = await predict(index, 1)
      row.forEach((value, place) => {
        expect(alone[place]).toBeCloseTo(value, 5)
      })
    }
  })

  it('whose best checkpoint is damaged predicts and evaluates with another, and says which', async () => {
    const path = checkpointFile(run.folder, 'best')
    await writeFile(path, (await readFile(path)).fill(1, 5000, 5001))
    const { pictures: pixels } = barPictures({ ...pictures, seed: 5 }, 1)

    const predicted = await createPredictor(2).predict({
      run,
      checkpoint: 'best',
      count: 1,
      pictures: pixels,
    })
    const evaluated = await evaluate({ run, checkpoint: 'best', dataset, split: 'test' }, 2)

    for (const result of [predicted, evaluated]) {
      expect(result).toMatchObject({
        value: {
          warning: {
            code: 'training.checkpoint-replaced',
            params: { path, found: expect.stringContaining('CRC-32') },
          },
        },
      })
    }
  })
})
