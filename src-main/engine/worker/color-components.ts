import { type FileHandle, open } from 'node:fs/promises'
import type { Shape } from '../../shared/architecture/spec.ts'
import type { Augmentation } from '../../shared/training-settings.ts'
import type { AugmentOptions } from './graph/augment/context.ts'
import { principalComponents } from './graph/augment/principal-components.ts'
import { volume } from './graph/lower/lowering.ts'
import type { OpenedDataset } from './stored-dataset.ts'

/** What the graph needs to change the training pictures; undefined: they stay as they are. */
export async function augmentOptions(
  settings: Augmentation | undefined,
  dataset: OpenedDataset,
  shape: Shape,
): Promise<AugmentOptions | undefined> {
  if (!settings) return undefined
  return { settings, components: settings.pcaColor ? await colorComponents(dataset, shape) : undefined }
}

/** Pictures that are looked at; more change three colors' covariance but little. */
const enough = 1000

/**
 * Principal components of the training pictures' colors, each as long as its variance, where a pixel is 0 to 1 (Krizhevsky et al. 2012,
 * section 4.1); of large sets, of pictures taken evenly from all over them.
 */
export async function colorComponents(
  { picturesFile, split }: Pick<OpenedDataset, 'picturesFile' | 'split'>,
  shape: Shape,
): Promise<number[][]> {
  const { channels } = shape
  const sums = new Float64Array(channels)
  const products = new Float64Array(channels ** 2)
  let pixels = 0
  const file = await open(picturesFile)
  try {
    for (const place of evenly(split.train)) {
      const picture = await readPicture(file, place, volume(shape))
      addPicture(picture, sums, products)
      pixels += picture.length / channels
    }
  } finally {
    await file.close()
  }
  const mean = (channel: number) => (sums[channel] ?? 0) / pixels
  const covariance = Array.from({ length: channels }, (_, row) =>
    Array.from({ length: channels }, (_, column) => {
      const product = (products[row * channels + column] ?? 0) / pixels
      return (product - mean(row) * mean(column)) / 255 ** 2
    }),
  )
  return principalComponents(covariance)
}

const evenly = (indices: Int32Array): Int32Array =>
  indices.length <= enough
    ? indices
    : Int32Array.from(
        { length: enough },
        (_, place) => indices[Math.floor((place * indices.length) / enough)] ?? 0,
      )

async function readPicture(file: FileHandle, place: number, bytes: number): Promise<Uint8Array> {
  const picture = new Uint8Array(bytes)
  await file.read(picture, 0, bytes, place * bytes)
  return picture
}

/** Adds a picture's values, and their products two by two, pixel by pixel. */
function addPicture(picture: Uint8Array, sums: Float64Array, products: Float64Array): void {
  const channels = sums.length
  for (let pixel = 0; pixel < picture.length; pixel += channels) {
    for (let row = 0; row < channels; row++) {
      const value = picture[pixel + row] ?? 0
      sums[row] = (sums[row] ?? 0) + value
      for (let column = 0; column < channels; column++) {
        const place = row * channels + column
        products[place] = (products[place] ?? 0) + value * (picture[pixel + column] ?? 0)
      }
    }
  }
}
