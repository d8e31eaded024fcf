import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { LabelTable } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { readProblem } from '../file-problem.ts'
import { Refused } from '../refused.ts'
import { unzipped } from '../tables/bytes.ts'
import { decodeText } from '../tables/decode-text.ts'
import { className } from './names.ts'
import type { TreeFile } from './tree.ts'

/** A table that names files and their classes, and finds them again. */
export interface Labels {
  /** A file's class; undefined: the table does not name it. `path`: with its folders, from the data's root. */
  of(path: string): string | undefined
  /** Lines that name no file that is there, after all files were looked up. */
  unused(): { readonly count: number; readonly first: string }
}

/** Larger ones are no list of files. */
const largestTable = 256 * 1024 ** 2

/** Lines that columns are told by. */
const sampled = 300

const fileColumn =
  /^(file|files|filename|file[ _]?name|image|img|image[ _]?(name|id|file|path)|path|id|name|文件名?|图片|路径|名称)$/i
const labelColumn =
  /^(labels?|class|class[ _]?name|category|categories|target|species|breed|kind|type|标签|类别|分类|种类|品种)$/i

/**
 * Reads a table with any columns in any order, with a first line of names or none, separated by commas, semicolons, tabs or bars; the
 * column of files is the one whose values are files' names. `isFile`: whether there is a file of a name. null: no column is.
 * Throws `Refused` for a table that can't be read, and for columns in `asked` that it lacks.
 */
export async function readLabelTable(
  file: TreeFile,
  asked: Omit<LabelTable, 'path'>,
  isFile: (name: string) => boolean,
): Promise<Labels | null> {
  const rows = await readRows(file)
  const width = rows.slice(0, sampled).reduce((most, row) => Math.max(most, row.length), 0)
  const sample = rows.slice(1, sampled)
  const columns = Array.from({ length: width }, (_, column) => column)
  const names = rows[0] ?? []
  const given = (column: string | undefined) =>
    column === undefined ? undefined : askedColumn(column, names, width, file)
  const hits = (column: number) =>
    new Set(sample.map(row => row[column] ?? '').filter(value => value !== '' && isFile(nameKey(value)))).size
  const most = (found: readonly number[], score: (column: number) => number) =>
    found.reduce<number | undefined>(
      (best, column) => (best === undefined || score(column) > score(best) ? column : best),
      undefined,
    )

  const named = columns.filter(column => fileColumn.test(names[column] ?? ''))
  const likely = most([...named, ...columns.filter(column => !named.includes(column))], hits)
  const of = given(asked.file) ?? likely
  if (of === undefined || width < 2) return null
  const firstIsFile = isFile(nameKey(names[of] ?? ''))
  if (hits(of) === 0 && !firstIsFile) return null
  const others = columns.filter(column => column !== of)
  const distinct = (column: number) => new Set(sample.map(row => row[column] ?? '')).size
  const label =
    given(asked.label) ??
    (firstIsFile ? undefined : others.find(column => labelColumn.test(names[column] ?? ''))) ??
    most(
      others.filter(column => distinct(column) > 1),
      column => -distinct(column),
    ) ??
    others[0]!
  return labelsOf(firstIsFile ? rows : rows.slice(1), of, label)
}

function askedColumn(column: string, names: readonly string[], width: number, { path }: TreeFile): number {
  const named = names.findIndex(name => name.trim().toLowerCase() === column.trim().toLowerCase())
  if (named >= 0) return named
  const number = Number(column) - 1
  if (Number.isInteger(number) && number >= 0 && number < width) return number
  throw new Refused(problem('data.csv-no-column', { path, column, found: names.join(', ').slice(0, 300) }))
}

/** Names are compared without regard to case, to their folders' separator and to how an accent is written. */
const key = (path: string) =>
  path
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '')

/** A file's name as tables have it, without folders and ending. */
export const nameKey = (path: string) => withoutEnding(key(path).replace(/^.*\//, ''))
const withoutEnding = (name: string) => name.replace(/\.[a-z0-9]{1,5}$/, '')

function labelsOf(rows: readonly (readonly string[])[], file: number, label: number): Labels {
  const whole = new Map<string, number>()
  const short = new Map<string, number | null>()
  for (const [index, row] of rows.entries()) {
    const value = row[file] ?? ''
    if (value.trim() === '') continue
    whole.set(withoutEnding(key(value)), index)
    const name = nameKey(value)
    const other = short.get(name)
    const same = other === undefined || (other !== null && rows[other]![label] === row[label])
    short.set(name, same ? index : null) // two files of one name and two classes: only their folders tell
  }
  const used = new Uint8Array(rows.length)
  return {
    of(path) {
      let tail: string | undefined = withoutEnding(key(path))
      let index: number | null | undefined
      for (
        ;
        tail !== undefined && index === undefined;
        tail = tail.includes('/') ? tail.slice(tail.indexOf('/') + 1) : undefined
      )
        index = whole.get(tail)
      index ??= short.get(nameKey(path))
      if (index === undefined || index === null) return undefined
      used[index] = 1
      return className(rows[index]![label] ?? '') || undefined
    },
    unused() {
      const missing = rows.filter((row, index) => used[index] === 0 && (row[file] ?? '').trim() !== '')
      return { count: missing.length, first: missing[0]?.[file] ?? '' }
    },
  }
}

async function readRows(file: TreeFile): Promise<string[][]> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of unzipped(file)) {
      chunks.push(chunk)
      length += chunk.length
      if (length > largestTable)
        throw new Refused(problem('data.file-too-large', { bytes: length, limit: largestTable }))
    }
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(readProblem(error, file.path))
  }
  const text = decodeText(Buffer.concat(chunks))
  const [line = ''] = text.split(/\r?\n/, 1)
  const separator = [',', ';', '\t', '|'].reduce((best, mark) =>
    line.split(mark).length > line.split(best).length ? mark : best,
  )
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }),
  )
  const rows: string[][] = []
  try {
    for await (const row of parser) rows.push(row as string[])
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error)
    throw new Refused(
      problem('data.table-invalid', { path: file.path, format: 'CSV', fault: { kind: 'damaged', details } }),
    )
  }
  return rows
}

/** So that reading a long table lets other work through. */
function* pieces(text: string) {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
}
