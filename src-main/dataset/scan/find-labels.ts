import { resolve } from 'node:path'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { diskReader } from './disk.ts'
import type { LabelSettings } from './label-pictures.ts'
import { type Labels, nameKey, readLabelTable } from './label-table.ts'
import type { Folder, TreeFile } from './tree.ts'

/**
 * The table that labels the files of some folders: the one that is named, or the first of `texts` that names some of them. Throws
 * `Refused` where one is asked for and none fits.
 */
export async function labelsFor(
  folders: readonly Folder[],
  { labels, csv }: LabelSettings,
  texts: readonly TreeFile[],
  root: string,
): Promise<{ table: string; labels: Labels } | undefined> {
  const names = new Set(folders.flatMap(({ files }) => files.map(nameKey)))
  const isFile = (name: string) => names.has(name)
  if (csv) {
    const { path, ...columns } = csv
    const given = { path: resolve(path), reader: diskReader }
    const found = await readLabelTable(given, columns, isFile)
    if (!found) throw new Refused(problem('data.csv-no-match', { path: given.path }))
    return { table: given.path, labels: found }
  }
  for (const text of texts) {
    const found = await readLabelTable(text, {}, isFile)
    if (found) return { table: text.path, labels: found }
  }
  if (labels === 'csv') throw new Refused(problem('data.csv-none', { path: root }))
  return undefined
}
