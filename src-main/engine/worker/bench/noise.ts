import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shape } from '../../../shared/architecture/spec.ts'
import { volume } from '../graph/lower/lowering.ts'
import type { OpenedDataset } from '../stored-dataset.ts'

/** Of large pictures there are fewer, so that they leave the memory to the network. */
const noiseBytes = 32 * 2 ** 20

/** Pictures to measure with: two batches at least. */
export const noiseCount = (shape: Shape, batchSize: number): number =>
  Math.max(2 * batchSize, Math.min(1024, Math.floor(noiseBytes / volume(shape))))

/** Pictures without sense in files of a data set's form: speed does not depend on what they show. */
export async function storeNoise(
  folder: string,
  shape: Shape,
  classes: number,
  count: number,
): Promise<OpenedDataset> {
  const picturesFile = join(folder, 'images.u8')
  const labelsFile = join(folder, 'labels.u16')
  const bytes = Uint8Array.from({ length: count * volume(shape) }, (_, place) => (place * 31) % 256)
  const labels = Uint16Array.from({ length: count }, (_, place) => place % classes)
  await writeFile(picturesFile, bytes)
  await writeFile(labelsFile, new Uint8Array(labels.buffer))
  const none = new Int32Array()
  const train = Int32Array.from({ length: count }, (_, place) => place)
  return { fingerprint: '', picturesFile, labelsFile, labels, split: { train, validation: none, test: none } }
}
