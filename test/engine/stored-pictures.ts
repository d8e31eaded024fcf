import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Shape } from '../../src-main/shared/architecture/spec.ts'
import type { StoredDataset } from '../../src-main/shared/contract/engine.ts'

/** Numbers from 0 up to 1 that follow from the seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface PictureSettings {
  readonly shape: Shape
  readonly classes: number
  readonly train: number
  readonly validation: number
  readonly test: number
  readonly seed: number
}

/** Noise with a bright bar whose row is the class: easy to learn, and different for every seed. */
export function barPictures({ shape, classes, seed }: PictureSettings, count: number) {
  const random = randomNumbers(seed)
  const size = shape.height * shape.width * shape.channels
  const pictures = new Uint8Array(count * size)
  const labels = Uint16Array.from({ length: count }, () => Math.floor(random() * classes))
  for (let index = 0; index < count; index++) {
    const bar = Math.floor(((labels[index]! + 0.5) * shape.height) / classes)
    for (let place = 0; place < size; place++) {
      const row = Math.floor(place / (shape.width * shape.channels))
      const ink = Math.abs(row - bar) < 2 ? 150 : 0
      pictures[index * size + place] = ink + Math.floor(random() * 100)
    }
  }
  return { pictures, labels }
}

/** A data set's folder as an import leaves it; its name has what names may have. The parts come one after the other. */
export async function storePictures(settings: PictureSettings): Promise<StoredDataset> {
  const { pictures, labels } = barPictures(settings, settings.train + settings.validation + settings.test)
  return storeDataset(settings, pictures, labels)
}

/** As `storePictures`, with pictures and classes of one's own. */
export async function storeDataset(
  { shape, train, validation }: Pick<PictureSettings, 'shape' | 'train' | 'validation'>,
  pictures: Uint8Array,
  labels: Uint16Array<ArrayBuffer>,
): Promise<StoredDataset> {
  const folder = join(await newFolder(), `data 'ü 数据 🙂`)
  await mkdir(folder)
  const split = new Uint8Array(labels.length)
  split.fill(1, train, train + validation)
  split.fill(2, train + validation)
  await writeFile(join(folder, 'images.u8'), pictures)
  await writeFile(join(folder, 'labels.u16'), new Uint8Array(labels.buffer))
  await writeFile(join(folder, 'split.u8'), split)
  const fingerprint = createHash('sha256').update(pictures).update(split).digest('hex')
  const description = { preprocessing: { shape }, images: labels.length, fingerprint }
  await writeFile(join(folder, 'dataset.json'), JSON.stringify(description))
  return { folder, images: labels.length }
}

const made: string[] = []
afterAll(() => Promise.all(made.map(folder => rm(folder, { recursive: true, force: true }))))

/** An empty folder that is gone after the tests of a file. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lenslet-test-'))
  made.push(folder)
  return folder
}
