import type { TableFault } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { type Folder, fileName, type TreeFile, treeFile } from '../scan/tree.ts'
import { ByteReader } from './bytes.ts'
import { type NpyHeader, readNpyHeader, valueReader } from './npy.ts'
import { readNpyLabels } from './npy-labels.ts'
import { type ArrayLayout, layoutOf, levelsOf, readNpyPictures } from './npy-pictures.ts'
import { type PixelTable, splitOfName } from './pixel-table.ts'

interface NpyArray extends NpyHeader {
  readonly name: string
  readonly file: TreeFile
}

/**
 * The pictures of an `.npz` file with their labels, a table for each pair of arrays (`x_train` and `y_train`, `train_images` and
 * `train_labels`, `images` and `labels`, or the only two of one length). Throws `Refused` with `data.table-invalid`.
 */
export async function openNpz(npz: Folder): Promise<PixelTable[]> {
  const arrays: NpyArray[] = []
  for (const name of npz.files) {
    if (!/\.npy$/i.test(name)) continue
    const file = treeFile(npz, name)
    const reader = new ByteReader(file, invalid(file))
    arrays.push({ name: name.replace(/\.npy$/i, ''), file, ...(await readNpyHeader(reader, invalid(file))) })
    await reader.close()
  }
  const tables: PixelTable[] = []
  for (const { images, layout, labels } of pair(arrays)) tables.push(await openPair(images, layout, labels))
  if (tables.length > 0) return tables
  const found = arrays.map(({ name, type, shape }) => `${name}: ${type} (${shape.join(', ')})`).join('; ')
  throw new Refused(
    problem('data.table-invalid', { path: npz.path, format: 'NumPy', fault: { kind: 'no-pictures', found } }),
  )
}

interface Pair {
  readonly images: NpyArray
  readonly layout: ArrayLayout
  readonly labels: NpyArray
}

function pair(arrays: readonly NpyArray[]): Pair[] {
  const candidates = arrays.flatMap(images => {
    const layout = valueReader(images.type) && layoutOf(images.shape)
    return layout ? [{ images, layout }] : []
  })
  const pairs: Pair[] = []
  for (const { images, layout } of candidates) {
    const sameLength = arrays.filter(
      other => other !== images && isLabels(other) && other.shape[0] === images.shape[0],
    )
    const alike = sameLength.find(other => plainLabels(other.name) === plainImages(images.name))
    const onlyOne = candidates.length === 1 && sameLength.length === 1 ? sameLength[0] : undefined
    const labels = alike ?? onlyOne
    if (labels) pairs.push({ images, layout, labels })
  }
  return pairs
}

const isLabels = ({ shape }: NpyArray) => shape.length === 1 || (shape.length === 2 && shape[1]! <= 1000)
const plainImages = (name: string) =>
  name.toLowerCase().replace(/images?|imgs?|pixels?|features?|data|x/, '@')
const plainLabels = (name: string) => name.toLowerCase().replace(/labels?|targets?|classes|class|y/, '@')

async function openPair(images: NpyArray, layout: ArrayLayout, labels: NpyArray): Promise<PixelTable> {
  const refuse = invalid(images.file)
  const count = images.shape[0]!
  const pictures = { ...layout, type: images.type, count }
  const levels = await levelsOf(() => valuesOf(images.file), pictures, refuse)
  return {
    path: images.file.path,
    shape: layout.shape,
    ...(await readNpyLabels(await valuesOf(labels.file), labels, invalid(labels.file))),
    split: splitOfName(images.name) ?? splitOfName(fileName(images.file.path)),
    pixels: () => readNpyPictures(() => valuesOf(images.file), pictures, levels),
  }
}

/** A reader that stands at the first value. */
async function valuesOf(file: TreeFile): Promise<ByteReader> {
  const reader = new ByteReader(file, invalid(file))
  await readNpyHeader(reader, invalid(file))
  return reader
}

const invalid =
  ({ path }: TreeFile) =>
  (fault: TableFault) =>
    new Refused(problem('data.table-invalid', { path, format: 'NumPy', fault }))
