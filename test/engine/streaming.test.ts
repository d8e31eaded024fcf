import { open, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCheckpoint } from '../../src-main/engine/worker/checkpoint.ts'
import { checkpointFile } from '../../src-main/engine/worker/checkpoint-files.ts'
import { evaluate } from '../../src-main/engine/worker/evaluate.ts'
import { startReader } from '../../src-main/engine/worker/feed/picture-reader.ts'
import { roomForWords } from '../../src-main/engine/worker/feed/words.ts'
import { fitNetwork } from '../../src-main/engine/worker/fit.ts'
import { openModel } from '../../src-main/engine/worker/model.ts'
import { loadTensorFlow } from '../../src-main/engine/worker/tensorflow.ts'
import { createTrainingControl, type TrainingControl } from '../../src-main/engine/worker/training-control.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { StoredDataset, StoredRun } from '../../src-main/shared/contract/engine.ts'
import type { TrainingEvent } from '../../src-main/shared/contract/training.ts'
import type { TrainingSettings } from '../../src-main/shared/training-settings.ts'
import { bundleProgram } from '../fixtures/bundle-program.ts'
import { newFolder, storePictures } from './stored-pictures.ts'

const pictures = {
  shape: { height: 32, width: 32, channels: 1 },
  classes: 4,
  train: 205,
  validation: 60,
  test: 43,
  seed: 1,
}
const settings: TrainingSettings = {
  epochs: 3,
  batchSize: 20,
  optimizer: { kind: 'adam', learningRate: 0.001 },
  seed: 2 ** 33 + 5,
}
const inMemory = 2 ** 30

let readerFile: string
let dataset: StoredDataset
beforeAll(async () => {
  readerFile = await bundleProgram('src-main/engine/worker/feed/reader-thread.ts', 'picture-reader.js')
  dataset = await storePictures(pictures)
})

interface TrainOptions {
  readonly memory: number
  readonly run?: StoredRun
  readonly dataset?: StoredDataset
  readonly epochs?: number
  readonly onEvent?: (event: TrainingEvent, control: TrainingControl) => void
}

async function train({ memory, epochs = settings.epochs, ...options }: TrainOptions) {
  const spec = presets['lenet-modern'].spec
  const run = options.run ?? { folder: await newFolder(), spec, classNames: ['a', 'b', 'c', 'd'] }
  const events: TrainingEvent[] = []
  const control = createTrainingControl()
  let seconds = 0
  const end = await fitNetwork(
    {
      run,
      dataset: options.dataset ?? dataset,
      settings: { ...settings, epochs },
      resume: options.run !== undefined,
    },
    {
      branches: 2,
      device: 'test',
      threads: 2,
      control,
      now: () => (seconds += 0.5),
      feed: { memory, readerFile },
      emit: event => {
        events.push(event)
        options.onEvent?.(event, control)
      },
    },
  )
  return { run, end, events }
}

const scores = (events: readonly TrainingEvent[]) =>
  events.flatMap(event => {
    if (event.type !== 'epoch') return []
    const { imagesPerSecond, ...score } = event
    return [score]
  })

async function weights(run: StoredRun) {
  const stored = await readCheckpoint(checkpointFile(run.folder, 'last'))
  if (!stored.ok) throw new Error(stored.problem.code)
  return stored.value.tensors
}

describe('a run whose pictures are streamed', () => {
  let resident: Awaited<ReturnType<typeof train>>
  beforeAll(async () => {
    resident = await train({ memory: inMemory })
  })

  it.each([
    { chunk: 'one batch', memory: 0 },
    { chunk: 'three batches', memory: 7 * 65 * 1024 },
  ])('of $chunk at a time equals one whose pictures are in memory, bit for bit', async ({ memory }) => {
    const streamed = await train({ memory })

    expect(streamed.end).toEqual(resident.end)
    expect(scores(streamed.events)).toEqual(scores(resident.events))
    expect(await weights(streamed.run)).toEqual(await weights(resident.run))
  })

  it('stopped within an epoch and gone on with, equals the uninterrupted one, bit for bit', async () => {
    const memory = 7 * 45 * 1024
    const { run } = await train({
      memory,
      onEvent: (event, control) => event.type === 'step' && event.step >= 14 && control.stop(),
    })
    const resumed = await train({ memory, run })

    expect(resumed.end).toEqual(resident.end)
    expect(await weights(run)).toEqual(await weights(resident.run))
  })

  it('is evaluated as it is in memory', async () => {
    const request = { run: resident.run, checkpoint: 'best', dataset, split: 'train' } as const

    const streamed = await evaluate(request, 2, { memory: 0, readerFile })
    expect(streamed).toMatchObject({ ok: true, value: { images: 205 } })
    expect(streamed).toEqual(await evaluate(request, 2, { memory: inMemory }))
  })

  it('ends as failed, with its best epoch, where the pictures vanish meanwhile', async () => {
    const short = await storePictures(pictures)
    const path = join(short.folder, 'images.u8')
    let cut: Promise<void> | undefined
    const { end } = await train({
      memory: 0,
      dataset: short,
      epochs: 1000,
      onEvent: event => {
        if (event.type === 'epoch') cut ??= truncate(path, 1000)
      },
    })
    await cut

    expect(end).toMatchObject({
      reason: 'failed',
      best: { epoch: expect.any(Number) },
      problem: { code: 'data.pictures-unreadable', params: { path, reason: 'EOF' } },
    })
  })

  it('leaves nothing behind in TensorFlow.js', async () => {
    const tf = loadTensorFlow()
    await train({ memory: 0, epochs: 1 })
    const { numTensors } = tf.memory()
    await train({ memory: 0, epochs: 3 })
    expect(tf.memory().numTensors).toBe(numTensors)
  })
})

describe('a data set', () => {
  it('with pictures missing is not trained on', async () => {
    const short = await storePictures(pictures)
    await truncate(join(short.folder, 'images.u8'), 1000)
    const { end } = await train({ memory: 0, dataset: short })

    expect(end.problem).toMatchObject({
      code: 'data.pictures-incomplete',
      params: { found: 1000, expected: 308 * 1024 },
    })
  })
})

describe('pictures that are fed', () => {
  it('are copied, and refused where they would not be', async () => {
    const { spec } = presets['lenet-modern']
    const model = await openModel({ spec, classes: 4, branches: 1 })
    model.init(1)
    const four = Int32Array.of(0, 1, 2, 3)
    const classes = four.slice()
    const words = roomForWords(1024).map((_, place) => 7919 * place)
    const own = roomForWords(1024)
    own.set(words)

    model.feed(own, classes)
    const { loss } = model.evaluate(four)
    own.fill(-1)
    classes.fill(0)

    expect(model.evaluate(four).loss).toBe(loss)
    expect(() => model.feed(words, classes)).toThrow('would not be copied')
    model.close()
  })
})

describe('a reading thread', () => {
  // A file with a hole takes no room on the systems that have them.
  it.skipIf(process.platform === 'win32')('reads beyond four gigabytes', async () => {
    const file = join(await newFolder(), 'images.u8')
    const handle = await open(file, 'w')
    const far = 2 ** 31 - 1 // the last index there can be
    await handle.write(Uint8Array.of(1, 2, 3), 0, 3, 0)
    await handle.write(Uint8Array.of(4, 5, 6), 0, 3, 3 * far)
    await handle.close()

    const reader = startReader({ file, pictureBytes: 3 }, readerFile)
    const words = await reader.read(Int32Array.of(far, 0), 5)
    await reader.close()

    expect(words).toHaveLength(6)
    expect([...new Uint8Array(words.buffer, words.byteOffset, 6)]).toEqual([4, 5, 6, 1, 2, 3])
  })
})
