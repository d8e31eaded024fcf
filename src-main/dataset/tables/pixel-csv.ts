import type { Shape } from '../../shared/architecture/spec.ts'
import type { TableFault } from '../../shared/contract/data.ts'
import { type Problem, problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { fileName, type TreeFile } from '../scan/tree.ts'
import { readHead, unzipped } from './bytes.ts'
import { readLines } from './lines.ts'
import { numbered } from './npy-labels.ts'
import { type PixelTable, splitOfName } from './pixel-table.ts'

/** How a table of pixels is made up: one picture a line, a number a pixel. */
interface Columns {
  readonly separator: string
  readonly header: boolean
  readonly count: number
  readonly label: number
  readonly shape: Shape
}

/** Fewer columns are no picture. */
const fewestColumns = 64

/** So long a first line is enough for pictures of 256 x 256 in colour. */
const headLength = 4 * 1024 ** 2

/** Whether a text is a table of pixels (Kaggle's "Digit Recognizer" say), and how it is made up; null: it is something else. */
export async function pixelColumns(file: TreeFile): Promise<Columns | 'no-labels' | null> {
  const [first, second] = (await readHead(file, headLength)).toString('latin1').split(/\r?\n/, 2)
  if (first === undefined) return null
  const separator = [',', ';', '\t', ' '].find(mark => first.split(mark).length >= fewestColumns)
  if (separator === undefined) return null
  const cells = split(first, separator)
  const header = cells.some(cell => !isNumber(cell))
  const numbers = header ? split(second ?? '', separator) : cells
  if (numbers.length !== cells.length || numbers.filter(isNumber).length < numbers.length - 1) return null
  if (shapeOf(cells.length)) return 'no-labels'
  const shape = shapeOf(cells.length - 1)
  if (!shape) return null
  const named = header ? cells.findIndex(cell => /^(label|class|target|category|y)$/i.test(cell)) : -1
  const wordy = numbers.findIndex(cell => !isNumber(cell))
  const label = named >= 0 ? named : Math.max(0, wordy)
  return { separator, header, count: cells.length, label, shape }
}

/** Square pictures: grey, or colour with a pixel's three values together. */
function shapeOf(values: number): Shape | undefined {
  for (const channels of [1, 3]) {
    const side = Math.sqrt(values / channels)
    if (values >= fewestColumns && Number.isInteger(side)) return { height: side, width: side, channels }
  }
  return undefined
}

const split = (line: string, separator: string) =>
  line.split(separator).map(cell => cell.trim().replace(/^"(.*)"$/, '$1'))
const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell))

/** Reads the labels of all lines. Throws `Refused` with `data.table-invalid`. */
export async function openPixelCsv(file: TreeFile, columns: Columns): Promise<PixelTable> {
  const labels: string[] = []
  for await (const { line, number } of dataLines(file, columns)) {
    const label = split(line, columns.separator)[columns.label]
    if (!label) throw invalid(file)({ kind: 'line', line: number, found: line.slice(0, 40) })
    labels.push(label)
  }
  const numbers = labels.every(isNumber)
  return {
    path: file.path,
    shape: columns.shape,
    ...numbered(numbers ? labels.map(Number) : labels),
    split: splitOfName(fileName(file.path)),
    pixels: () => readPixels(file, columns),
  }
}

async function* readPixels(
  file: TreeFile,
  columns: Columns,
): AsyncGenerator<Uint8Array | { readonly problem: Problem }> {
  const { separator, label, count } = columns
  for await (const { line, number } of dataLines(file, columns)) {
    const cells = line.split(separator)
    const pixels = new Uint8Array(count - 1)
    let to = 0
    let bad = cells.length === count ? -1 : 0
    for (const [column, cell] of cells.entries()) {
      if (column === label) continue
      const value = Number(cell.includes('"') ? cell.replaceAll('"', '') : cell)
      if (!(value >= 0 && value <= 255)) bad = column
      pixels[to++] = Math.round(value)
    }
    if (bad < 0) yield pixels
    else
      yield {
        problem: problem('data.table-line', {
          line: number,
          cells: cells.length,
          expected: count,
          found: (cells[bad] ?? '').slice(0, 40),
        }),
      }
  }
}

/** Lines that hold a picture, with their numbers from 1. */
async function* dataLines(file: TreeFile, { header }: Columns) {
  let number = 0
  for await (const line of readLines(unzipped(file))) {
    number++
    if ((number > 1 || !header) && line.trim() !== '') yield { line, number }
  }
}

const invalid =
  ({ path }: TreeFile) =>
  (fault: TableFault) =>
    new Refused(problem('data.table-invalid', { path, format: 'CSV', fault }))
