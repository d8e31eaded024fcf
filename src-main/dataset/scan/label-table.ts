import { setImmediate } from 'node:timers/promises'
import type { LabelTable } from '../../shared/contract/data.ts'
import { itemsAStep } from '../steps.ts'
import { type LabelColumns, labelColumns } from './label-columns.ts'
import { NameIndex } from './name-index.ts'
import { className } from './names.ts'
import { PackedNames } from './packed-names.ts'
import { readRows } from './table-rows.ts'
import type { TreeFile } from './tree.ts'

/** Rows that columns are told by. */
const sampled = 300

/**
 * Reads a table with any columns in any order, with a first line of names or none. `names`: of the files that there are, as `nameKey` has them.
 * null: no column names any of them. Throws `Refused` for a table that can't be read, and for columns in `asked` that it lacks.
 */
export async function readLabelTable(
  file: TreeFile,
  asked: Omit<LabelTable, 'path'>,
  names: NameIndex,
): Promise<Labels | null> {
  const first: (readonly string[])[] = []
  const isFile = (value: string) => names.find(nameKey(value)) !== undefined
  let labels: Labels | undefined
  let count = 0
  const begin = () => {
    const columns = labelColumns(first, asked, isFile, file.path)
    if (!columns) return false
    labels = new Labels(columns, names.names.length)
    for (const row of columns.header ? first.slice(1) : first) labels.add(row)
    return true
  }
  for await (const row of readRows(file)) {
    if (++count % itemsAStep === 0) await setImmediate()
    if (labels) labels.add(row)
    else if (first.push(row) === sampled && !begin()) return null
  }
  return labels || begin() ? labels! : null
}

/** Names are compared without regard to case, to their folders' separator and to how an accent is written. */
const key = (path: string) =>
  path
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '')

const withoutEnding = (name: string) => name.replace(/\.[a-z0-9]{1,5}$/, '')
const lastOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** A file's name as tables have it, without folders and ending. */
export const nameKey = (path: string) => withoutEnding(lastOf(key(path)))

/** No class: the table has two files of this name, of different ones; only their folders tell. */
const differing = -1

/** A table's files and their classes; some eighty bytes a row. */
export class Labels {
  readonly #columns: LabelColumns
  readonly #classes = new NameIndex()
  /** Rows by their files' names with their folders: the class of each, whether it was asked for, and the name as it stands there. */
  readonly #whole: NameIndex
  #labels = new Int32Array(64)
  #used = new Uint8Array(64)
  readonly #written = new PackedNames()
  /** Those with folders by the file's own name alone: a row, or `differing`. */
  readonly #short = new NameIndex()
  #rowOf = new Int32Array(64)
  /** Folders that a name has at most. */
  #deepest = 0

  /** `expected`: files that it names, about. */
  constructor(columns: LabelColumns, expected: number) {
    this.#columns = columns
    this.#whole = new NameIndex(expected)
  }

  /** A row whose file is named before takes its place. */
  add(row: readonly string[]): void {
    const value = row[this.#columns.file] ?? ''
    if (value.trim() === '') return
    const path = withoutEnding(key(value))
    const own = this.#whole.add(path)
    if (own === this.#written.length) this.#written.push(value)
    this.#labels = grown(this.#labels, own)
    this.#used = grown(this.#used, own)
    this.#labels[own] = this.#classes.add(className(row[this.#columns.label] ?? ''))
    const folders = path.split('/').length - 1
    if (folders === 0) return
    this.#deepest = Math.max(this.#deepest, folders)
    const known = this.#short.names.length
    const short = this.#short.add(lastOf(path))
    this.#rowOf = grown(this.#rowOf, short)
    const other = this.#rowOf[short]!
    const same = short === known || (other !== differing && this.#labels[other] === this.#labels[own])
    this.#rowOf[short] = same ? own : differing
  }

  /** The class of a file, `path` with its folders from the data's root; undefined: the table does not tell it. */
  of(path: string): string | undefined {
    const row = this.#rowFor(withoutEnding(key(path)))
    if (row === undefined) return undefined
    this.#used[row] = 1
    return this.#classes.names.at(this.#labels[row]!) || undefined
  }

  /** Files that the table names and that are not there, after all that are there were looked up. */
  unused(): { readonly count: number; readonly first: string } {
    const rows = this.#written.length
    const first = this.#used.indexOf(0)
    let count = 0
    for (let row = 0; row < rows; row++) if (this.#used[row] === 0) count++
    return { count, first: count === 0 ? '' : this.#written.at(first) }
  }

  /** By as many of the folders as the table knows, then by fewer. */
  #rowFor(path: string): number | undefined {
    const parts = path.split('/')
    for (let from = Math.max(0, parts.length - 1 - this.#deepest); from < parts.length; from++) {
      const row = this.#whole.find(parts.slice(from).join('/'))
      if (row !== undefined) return row
    }
    const short = this.#short.find(parts.at(-1)!)
    const row = short === undefined ? differing : this.#rowOf[short]!
    return row === differing ? undefined : row
  }
}

function grown<T extends Int32Array | Uint8Array>(numbers: T, index: number): T {
  if (index < numbers.length) return numbers
  const longer = new (numbers.constructor as new (length: number) => T)(2 * numbers.length)
  longer.set(numbers)
  return longer
}
