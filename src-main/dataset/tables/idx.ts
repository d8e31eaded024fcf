import type { TableFault } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import type { TreeFile } from '../scan/tree.ts'
import { ByteReader } from './bytes.ts'
import type { IdxSet } from './idx-sets.ts'
import type { PixelTable } from './pixel-table.ts'

const imagesMagic = 0x0803
const labelsMagic = 0x0801

const invalid =
  ({ path }: TreeFile) =>
  (fault: TableFault) =>
    new Refused(problem('data.idx-invalid', { path, fault }))

/** Whether a file's first bytes, decompressed, are of IDX pictures (three dimensions of bytes) or labels (one). */
export function idxKind(head: Buffer): 'images' | 'labels' | null {
  const magic = head.length < 4 ? 0 : head.readUInt32BE(0)
  return magic === imagesMagic ? 'images' : magic === labelsMagic ? 'labels' : null
}

/**
 * IDX pictures with their labels; a class's name is its number where `classNames` has none. (Yann LeCun, "THE MNIST
 * DATABASE", file formats.) Throws `Refused` with `data.idx-invalid`, also while the pictures are read.
 */
export async function openIdx(set: IdxSet, classNames?: readonly string[]): Promise<PixelTable> {
  const { count, height, width } = await readIdxHeader(set.images)
  const labels = await readIdxLabels(set.labels)
  if (labels.length !== count)
    throw invalid(set.labels)({ kind: 'count', pictures: count, labels: labels.length })
  const highest = labels.reduce((most, label) => Math.max(most, label), -1)
  return {
    path: set.images.path,
    shape: { height, width, channels: 1 },
    labels,
    classes: Array.from({ length: highest + 1 }, (_, label) => classNames?.[label] ?? String(label)),
    split: set.split,
    pixels: () => readIdxPictures(set.images),
  }
}

async function readIdxHeader(file: TreeFile, reader = new ByteReader(file, invalid(file))) {
  const header = await reader.take(16)
  const [count, height, width] = [header.readUInt32BE(4), header.readUInt32BE(8), header.readUInt32BE(12)]
  const sane = header.readUInt32BE(0) === imagesMagic && height > 0 && width > 0 && height * width <= 2 ** 24
  if (!sane) throw invalid(file)({ kind: 'header', found: header.toString('hex') })
  return { count, height, width, reader }
}

/** The pictures alone. */
export async function readIdx(file: TreeFile): Promise<Pick<PixelTable, 'shape' | 'pixels'>> {
  const { height, width } = await readIdxHeader(file)
  return { shape: { height, width, channels: 1 }, pixels: () => readIdxPictures(file) }
}

/** Each picture's grey levels, row by row. */
async function* readIdxPictures(file: TreeFile): AsyncGenerator<Uint8Array> {
  const { count, height, width, reader } = await readIdxHeader(file)
  const size = height * width
  try {
    for (let index = 0; index < count; index++) yield await reader.take(size, 16 + count * size)
  } finally {
    await reader.close()
  }
}

/** All labels of a file, one byte each. */
async function readIdxLabels(file: TreeFile): Promise<Uint8Array> {
  const reader = new ByteReader(file, invalid(file))
  const header = await reader.take(8)
  if (header.readUInt32BE(0) !== labelsMagic)
    throw invalid(file)({ kind: 'header', found: header.toString('hex') })
  const count = header.readUInt32BE(4)
  const labels: Buffer[] = []
  for (let left = count; left > 0; left -= labels.at(-1)!.length)
    labels.push(await reader.take(Math.min(left, 65_536), 8 + count))
  await reader.close()
  return Buffer.concat(labels)
}
