import type { LabelTable } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'

/** Which columns of a table name files and their classes. */
export interface LabelColumns {
  readonly file: number
  readonly label: number
  /** The first row holds names of columns. */
  readonly header: boolean
}

const fileColumn =
  /^(file|files|filename|file[ _]?name|image|img|image[ _]?(name|id|file|path)|path|id|name|文件名?|图片|路径|名称)$/i
const labelColumn =
  /^(labels?|class|class[ _]?name|category|categories|target|species|breed|kind|type|标签|类别|分类|种类|品种)$/i

/**
 * Finds them in a table's first rows: the column of files is the one whose values are files' names (`isFile`), that of classes the one that is
 * called so, else the one with fewest different values. null: no column names files. Throws `Refused` for columns in `asked` that the table `path` lacks.
 */
export function labelColumns(
  rows: readonly (readonly string[])[],
  asked: Omit<LabelTable, 'path'>,
  isFile: (value: string) => boolean,
  path: string,
): LabelColumns | null {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const sample = rows.slice(1)
  const columns = Array.from({ length: width }, (_, column) => column)
  const names = rows[0] ?? []
  const given = (column: string | undefined) =>
    column === undefined ? undefined : askedColumn(column, names, width, path)
  const hits = (column: number) =>
    new Set(sample.map(row => row[column] ?? '').filter(value => value !== '' && isFile(value))).size

  const named = columns.filter(column => fileColumn.test(names[column] ?? ''))
  const likely = most([...named, ...columns.filter(column => !named.includes(column))], hits)
  const file = given(asked.file) ?? likely
  if (file === undefined || width < 2) return null
  const firstIsFile = isFile(names[file] ?? '')
  if (hits(file) === 0 && !firstIsFile) return null
  const others = columns.filter(column => column !== file)
  const distinct = (column: number) => new Set(sample.map(row => row[column] ?? '')).size
  const label =
    given(asked.label) ??
    (firstIsFile ? undefined : others.find(column => labelColumn.test(names[column] ?? ''))) ??
    most(
      others.filter(column => distinct(column) > 1),
      column => -distinct(column),
    ) ??
    others[0]!
  return { file, label, header: !firstIsFile }
}

/** The first of those with the highest score. */
function most(found: readonly number[], score: (column: number) => number): number | undefined {
  let best: { column: number; score: number } | undefined
  for (const column of found) {
    const own = score(column)
    if (!best || own > best.score) best = { column, score: own }
  }
  return best?.column
}

function askedColumn(column: string, names: readonly string[], width: number, path: string): number {
  const named = names.findIndex(name => name.trim().toLowerCase() === column.trim().toLowerCase())
  if (named >= 0) return named
  const number = Number(column) - 1
  if (Number.isInteger(number) && number >= 0 && number < width) return number
  throw new Refused(problem('data.csv-no-column', { path, column, found: names.join(', ').slice(0, 300) }))
}
