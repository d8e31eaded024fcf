import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shape } from '../../../shared/architecture/spec.ts'
import { volume } from '../graph/lower/lowering.ts'
import type { OpenedDataset } from '../stored-dataset.ts'

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
