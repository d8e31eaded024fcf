import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { findDoubtfulLabels } from '../../src-main/dataset/doctor/doubtful-labels.ts'
import { seededRandom, shuffle } from '../../src-main/dataset/random.ts'
import { createPredictor } from '../../src-main/engine/worker/predict.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { success } from '../../src-main/shared/result.ts'
import { newFolder, storeDataset } from './stored-pictures.ts'
import { train } from './train-run.ts'

const sample = join(import.meta.dirname, '../../assets/samples/digits')
const classNames = Array.from({ length: 10 }, (_, digit) => String(digit))
const shape = { height: 32, width: 32, channels: 1 }
const count = 4000

/** Digits of the sample, which has them class by class, in the middle of 32 x 32. */
async function digits() {
  const file = async (name: string, header: number) =>
    gunzipSync(await readFile(join(sample, name))).subarray(header)
  const small = await file('digits-images-idx3-ubyte.gz', 16)
  const allLabels = await file('digits-labels-idx1-ubyte.gz', 8)
  const chosen = shuffle([...allLabels.keys()], seededRandom(1)).slice(0, count)
  const labels = Uint16Array.from(chosen, index => allLabels[index]!)
  const pictures = new Uint8Array(count * 1024)
  for (const [index, from] of chosen.entries())
    for (let row = 0; row < 28; row++)
      pictures.set(
        small.subarray(from * 784 + row * 28, from * 784 + row * 28 + 28),
        index * 1024 + (row + 2) * 32 + 2,
      )
  return { pictures, labels }
}

it('of three digits whose labels were changed, all stand at the head of the doubtful ones, where training has not seen them', async () => {
  const { pictures, labels } = await digits()
  const changed = [3600, 3700, 3900]
  for (const index of changed) labels[index] = (labels[index]! + 5) % 10
  const dataset = await storeDataset({ shape, train: 3500, validation: 500 }, pictures, labels)
  const run = { folder: await newFolder(), spec: presets['lenet-modern'].spec, classNames }
  await train({ run, dataset, settings: { epochs: 8, batchSize: 50, seed: 1 } })
  const predictor = createPredictor(2)
  const found = await findDoubtfulLabels(
    {
      folder: dataset.folder,
      shape,
      content: { name: 'digits', classes: classNames, labels, split: new Uint8Array(count), seed: 1 },
    },
    'run',
    {
      shape,
      classNames,
      datasetId: 'digits',
      classify: async (count, pictures) => {
        const answer = await predictor.predict({ run, checkpoint: 'last', count, pictures })
        return answer.ok ? success(answer.value.probabilities) : answer
      },
    },
    Uint8Array.from({ length: count }, (_, index) => (index < 3500 ? 0 : 1)),
    () => {},
  )
  const { groups } = found.ok ? found.value.listing : { groups: { members: new Int32Array() } }
  expect([...groups.members.subarray(0, 3)].sort((a, b) => a - b)).toEqual(changed)
})
