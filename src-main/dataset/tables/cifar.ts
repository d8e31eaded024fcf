import type { TableFault } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { fileName, type TreeFile } from '../scan/tree.ts'
import { ByteReader, readHead } from './bytes.ts'
import { type PixelTable, splitOfName } from './pixel-table.ts'

const side = 32
const plane = side * side

/** A picture's labels and its pixels. (Krizhevsky, "The CIFAR-10 dataset", binary version: red, green and blue planes.) */
const recordOf = { 10: 1 + 3 * plane, 100: 2 + 3 * plane } as const

/** A file of CIFAR's binary version: `.bin`, and a whole number of records long. */
export function cifarKind(name: string, size: number): 10 | 100 | null {
  if (!/\.bin$/i.test(name) || size === 0) return null
  return size % recordOf[10] === 0 ? 10 : size % recordOf[100] === 0 ? 100 : null
}

/** The files beside the pictures that name their classes, a line each. */
export const isCifarNames = (name: string) => /^(batches\.meta|fine_label_names)\.txt$/i.test(name)

/** Pictures of CIFAR-10, or of CIFAR-100 with its fine labels. `names`: the file with the classes' names. */
export async function openCifar(file: TreeFile, names: TreeFile | undefined): Promise<PixelTable> {
  const size = await file.reader.size(file.path)
  const kind = cifarKind(file.path, size)!
  const count = size / recordOf[kind]
  const lines = names ? (await readHead(names, 65_536)).toString('utf8').split(/\r?\n/) : []
  const classNames = lines.map(line => line.trim()).filter(line => line !== '')
  const labels = new Uint8Array(count)
  let index = 0
  for await (const record of records(file, kind, count)) labels[index++] = record[kind === 10 ? 0 : 1]!
  const highest = labels.reduce((most, label) => Math.max(most, label), 0)
  if (highest >= kind) throw invalid(file)({ kind: 'label', found: String(highest), limit: kind - 1 })
  return {
    path: file.path,
    shape: { height: side, width: side, channels: 3 },
    labels,
    classes: Array.from({ length: highest + 1 }, (_, label) => classNames[label] ?? String(label)),
    split: splitOfName(fileName(file.path)),
    pixels: () => readCifarPictures(file, kind, count),
  }
}

/** Pixels as height x width x channels. */
async function* readCifarPictures(file: TreeFile, kind: 10 | 100, count: number): AsyncGenerator<Uint8Array> {
  for await (const record of records(file, kind, count)) {
    const planes = record.subarray(record.length - 3 * plane)
    const pixels = new Uint8Array(3 * plane)
    for (let at = 0; at < plane; at++)
      for (let channel = 0; channel < 3; channel++) pixels[3 * at + channel] = planes[channel * plane + at]!
    yield pixels
  }
}

async function* records(file: TreeFile, kind: 10 | 100, count: number): AsyncGenerator<Buffer> {
  const reader = new ByteReader(file, invalid(file))
  try {
    for (let index = 0; index < count; index++)
      yield await reader.take(recordOf[kind], count * recordOf[kind])
  } finally {
    await reader.close()
  }
}

const invalid =
  ({ path }: TreeFile) =>
  (fault: TableFault) =>
    new Refused(problem('data.table-invalid', { path, format: 'CIFAR', fault }))
