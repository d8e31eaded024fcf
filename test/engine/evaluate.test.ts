import { describe, expect, it } from 'vitest'
import { writeCheckpoint } from '../../src-main/engine/worker/checkpoint.ts'
import { checkpointFile } from '../../src-main/engine/worker/checkpoint-files.ts'
import { evaluate } from '../../src-main/engine/worker/evaluate.ts'
import { noProgress } from '../../src-main/engine/worker/progress.ts'
import type { ArchitectureSpec } from '../../src-main/shared/architecture/spec.ts'
import { newFolder, storeDataset } from './stored-pictures.ts'

const classNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const shape = { height: 1, width: 7, channels: 1 }

/** Pixels are logits: the brightest place is the class. */
const spec: ArchitectureSpec = {
  version: 1,
  id: 'straight',
  name: 'Straight',
  input: { ...shape, range: [0, 1] },
  layers: [
    { kind: 'dense', id: 'out', name: 'out', units: 'classes', activation: 'none', initializer: 'glorot' },
  ],
}

async function straightRun() {
  const folder = await newFolder()
  const kernel = Float32Array.from({ length: 49 }, (_, place) => (place % 8 === 0 ? 1 : 0))
  const written = await writeCheckpoint(checkpointFile(folder, 'best'), {
    tensors: new Map([
      ['out/kernel', { shape: [7, 7], values: kernel }],
      ['out/bias', { shape: [7], values: new Float32Array(7) }],
    ]),
    conditions: { seed: 1, batchSize: 1, optimizer: { kind: 'sgd', learningRate: 1 }, data: '', branches: 1 },
    progress: noProgress,
    best: null,
  })
  if (!written.ok) throw new Error(written.problem.code)
  return { folder, spec, classNames }
}

describe('an evaluation', () => {
  it.each([1, 3])('with %i branches counts rows as true classes and columns as answers', async branches => {
    const ranked = [
      { truth: 0, pixels: [7, 6, 5, 4, 3, 2, 1] },
      { truth: 0, pixels: [6, 7, 5, 4, 3, 2, 1] },
      { truth: 0, pixels: [6, 7, 5, 4, 3, 2, 1] },
      { truth: 1, pixels: [7, 3, 6, 5, 4, 2, 1] },
      { truth: 1, pixels: [7, 2, 6, 5, 4, 3, 1] },
      { truth: 5, pixels: [1, 2, 3, 4, 5, 7, 6] },
      { truth: 6, pixels: [5, 4, 3, 6, 2, 7, 1] },
      // The fifth place is shared, and the first as well: the earlier class is the answer.
      { truth: 4, pixels: [9, 9, 8, 7, 5, 5, 5] },
    ]
    const pixels = Uint8Array.from(ranked.flatMap(picture => picture.pixels.map(value => 20 * value)))
    const labels = Uint16Array.from(ranked, ({ truth }) => truth)
    const dataset = await storeDataset({ shape, train: 0, validation: 0 }, pixels, labels)

    const run = await straightRun()
    const result = await evaluate({ run, checkpoint: 'best', dataset, split: 'test' }, branches)

    if (!result.ok) throw new Error(result.problem.code)
    expect(result.value).toMatchObject({ images: 8, accuracy: 2 / 8, top5: 6 / 8 })
    expect(result.value.confusion).toEqual([
      [1, 2, 0, 0, 0, 0, 0],
      [2, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 1, 0],
      [0, 0, 0, 0, 0, 1, 0],
    ])
    expect(result.value.perClass.map(({ accuracy }) => accuracy)).toEqual([1 / 3, 0, null, null, 0, 1, 0])
  })
})
