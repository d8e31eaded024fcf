import { describe, expect, it } from 'vitest'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'
import { storePictures } from './stored-pictures.ts'
import { newRun, ofType, pictures, scores, train, weights } from './train-run.ts'

const sgd = { kind: 'sgd', learningRate: 0.1 } as const

/** Learning rates of all steps, of which each is told. */
async function ratesOf(settings: Partial<TrainingSettings>): Promise<(number | undefined)[]> {
  const { events } = await train({ settings: { batchSize: 103, optimizer: sgd, ...settings } })
  return ofType(events, 'step').map(({ learningRate }) => learningRate)
}

describe('the learning rate of a run', () => {
  it('is told with every step and epoch', async () => {
    const rates = await ratesOf({ epochs: 2, schedule: { kind: 'step', every: 1, factor: 0.5 } })
    expect(rates).toEqual([0.1, 0.1, 0.05, 0.05])
    const { events } = await train({
      settings: { epochs: 2, schedule: { kind: 'step', every: 1, factor: 0.5 } },
    })
    expect(ofType(events, 'epoch').map(({ learningRate }) => learningRate)).toEqual([0.001, 0.0005])
  })

  it('changes what is learnt, as another rate would', async () => {
    const halved = await train({
      settings: { epochs: 1, optimizer: sgd, schedule: { kind: 'step', every: 1, factor: 0.5 } },
    })
    const constant = await train({ settings: { epochs: 1, optimizer: sgd } })
    expect(await weights(halved.run)).toEqual({
      ...(await weights(constant.run)),
      metadata: expect.anything(),
    })
    const warm = await train({ settings: { epochs: 1, optimizer: sgd, warmUpEpochs: 1 } })
    expect((await weights(warm.run)).tensors).not.toEqual((await weights(constant.run)).tensors)
  })

  it('falls where the validation loss stands still', async () => {
    const still = { ...sgd, learningRate: 1e-9 }
    const { events } = await train({
      settings: {
        epochs: 5,
        batchSize: 205,
        optimizer: still,
        schedule: { kind: 'plateau', patience: 2, factor: 0.1 },
      },
    })
    const rates = ofType(events, 'epoch').map(({ learningRate }) => learningRate?.toPrecision(2))
    expect(rates).toEqual(['1.0e-9', '1.0e-9', '1.0e-9', '1.0e-10', '1.0e-10'])
  })
})

describe('a run', () => {
  it.each<Partial<TrainingSettings>>([
    { schedule: { kind: 'cosine' }, warmUpEpochs: 1, clipNorm: 0.5 },
    {
      epochs: 6,
      optimizer: { kind: 'momentum', learningRate: 1e-9, momentum: 0.9, nesterov: true, weightDecay: 0.01 },
      schedule: { kind: 'plateau', patience: 2, factor: 0.1 },
    },
  ])('with %o that was stopped and resumed equals the uninterrupted one, bit for bit', async settings => {
    const whole = await train({ settings })
    const at = 11 * ((settings.epochs ?? 3) - 1) + 4
    const stopped = await train({
      settings,
      onEvent: (event, control) => event.type === 'step' && event.step >= at && control.stop(),
    })
    const resumed = await train({ run: stopped.run, resume: true, settings })

    expect([...scores(stopped.events), ...scores(resumed.events)]).toEqual(scores(whole.events))
    expect(await weights(resumed.run)).toEqual(await weights(whole.run))
  })

  it('ends early where the validation loss has not improved for long enough', async () => {
    const settings = { epochs: 9, optimizer: { ...sgd, learningRate: 1e-9 }, earlyStopping: 3 }
    const { end, events, run } = await train({ settings })
    expect(end.reason).toBe('early-stopped')
    expect(ofType(events, 'epoch')).toHaveLength(4)
    expect(end.best).toMatchObject({ epoch: expect.any(Number) })

    const again = await train({ run, settings, resume: true })
    expect(again.end.reason).toBe('early-stopped')
    expect(ofType(again.events, 'epoch')).toEqual([])
    const more = await train({ run, settings, resume: true, patienceAnew: true })
    expect(more.end.reason).toBe('early-stopped')
    expect(ofType(more.events, 'epoch').map(({ epoch }) => epoch)).toEqual([5, 6, 7])
  })

  it('without validation pictures watches the training loss', async () => {
    const all = await storePictures({ ...pictures, validation: 0, test: 0, train: 50 })
    const { end, events } = await train({
      dataset: all,
      settings: { epochs: 9, batchSize: 50, optimizer: { ...sgd, learningRate: 1e-9 }, earlyStopping: 2 },
    })
    expect(end.reason).toBe('early-stopped')
    expect(ofType(events, 'epoch')).toHaveLength(3)
  })

  it('that loses patience in its last epoch has finished', async () => {
    const { end } = await train({
      settings: { epochs: 2, optimizer: { ...sgd, learningRate: 1e-9 }, earlyStopping: 1 },
    })
    expect(end.reason).toBe('finished')
  })

  it('that diverges says in which step and layer that began, from a checkpoint or from the beginning', async () => {
    // Sound in the first epoch of eleven steps, and far too large after it.
    const schedule = { kind: 'step', every: 1, factor: 1e33 } as const
    const options = { settings: { optimizer: { ...sgd, learningRate: 1e-3 }, schedule } }
    const [single, together] = [await train(options), await train({ ...options, now: () => 0 })]
    expect(ofType(single.events, 'checkpoint').map(({ file }) => file)).toContain('last')
    expect(ofType(together.events, 'checkpoint').map(({ file }) => file)).not.toContain('last')

    // After one such step the kernels are beyond 1e20: the first convolution's sums are still numbers, the second's are not.
    const params = { step: 13, layer: 'conv2', learningRate: 1e-3 }
    expect(single.end).toMatchObject({ reason: 'diverged', problem: { code: 'training.diverged', params } })
    expect(together.end).toEqual(single.end)
  })

  it('ends where its weights are no numbers any more, though ReLU makes the loss one', async () => {
    const { spec } = presets['vgg-small']
    const { height, width, channels } = spec.input
    const shape = { height, width, channels }
    const dataset = await storePictures({ shape, classes: 4, train: 128, validation: 0, test: 0, seed: 3 })
    const { events, end } = await train({
      run: { ...(await newRun()), spec },
      dataset,
      settings: {
        epochs: 1,
        batchSize: 16,
        optimizer: { kind: 'momentum', momentum: 0.9, learningRate: 1 },
        seed: 4,
      },
      now: () => 0,
    })
    expect(ofType(events, 'step').every(({ loss }) => Number.isFinite(loss))).toBe(true)
    expect(end.reason).toBe('diverged')
    if (end.problem?.code !== 'training.diverged') throw new Error('a run that diverged says so')
    expect(end.problem.params.layer).toMatch(/^conv|^fc/)
  })

  it('goes on for more epochs than it was begun with, on a cosine for all of them', async () => {
    const schedule = { kind: 'cosine' } as const
    const { run } = await train({ run: await newRun(), settings: { epochs: 1, optimizer: sgd, schedule } })
    const { events } = await train({ run, resume: true, settings: { epochs: 4, optimizer: sgd, schedule } })
    expect(ofType(events, 'step')[0]?.learningRate).toBeCloseTo(0.05 * (1 + Math.SQRT1_2), 6)
  })
})
