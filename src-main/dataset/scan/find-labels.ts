import { resolve } from 'node:path'
import { problem } from '../../shared/result.ts'
import { Refused } from '../refused.ts'
import { inSlices, itemsAStep, type Steps } from '../steps.ts'
import { diskReader } from './disk.ts'
import type { LabelSettings } from './label-pictures.ts'
import { type Labels, nameKey, readLabelTable } from './label-table.ts'
import { NameIndex } from './name-index.ts'
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
  signal: AbortSignal,
): Promise<{ table: string; labels: Labels } | undefined> {
  const names = csv || texts.length > 0 ? await inSlices(namesIn(folders), signal) : new NameIndex()
  if (csv) {
    const { path, ...columns } = csv
    const given = { path: resolve(path), reader: diskReader }
    const found = await readLabelTable(given, columns, names)
    if (!found) throw new Refused(problem('data.csv-no-match', { path: given.path }))
    return { table: given.path, labels: found }
  }
  for (const text of texts) {
    signal.throwIfAborted()
    const found = await readLabelTable(text, {}, names)
    if (found) return { table: text.path, labels: found }
  }
  if (labels === 'csv') throw new Refused(problem('data.csv-none', { path: root }))
  return undefined
}

function* namesIn(folders: readonly Folder[]): Steps<NameIndex> {
  const names = new NameIndex(folders.reduce((sum, { files }) => sum + files.length, 0))
  let count = 0
  for (const { files } of folders)
    for (const name of files) {
      if (count++ % itemsAStep === 0) yield
      names.add(nameKey(name))
    }
  return names
}
