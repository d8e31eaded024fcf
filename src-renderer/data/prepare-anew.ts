import type { DatasetOrigin, DatasetSummary, Preprocessing } from '../../src-main/shared/contract/data.ts'
import { languages } from '../../src-main/shared/messages/language.ts'
import { type Messages, messagesFor } from '../../src-main/shared/messages/messages.ts'
import { uniqueName } from '../../src-main/shared/unique-name.ts'
import { datasetName } from '../shell/dataset-name.ts'

/** What a data set can be imported from again; null: it is not known. The samples bring their own split. */
export function originOf({ origin, sample }: DatasetSummary): DatasetOrigin | null {
  if (origin) return origin
  return sample === null ? null : { source: { kind: 'sample', sample }, validation: 0, test: 0, added: [] }
}

/** Whether more has been done to it than adding pictures: what importing it again would not bring. */
export const isChangedByHand = ({ lineage, origin }: DatasetSummary): boolean =>
  lineage.number - 1 > (origin?.added.length ?? 0)

/** A name that tells a data set's pictures prepared in another way from those that they were: `Leaves · 64 × 64 colour`. */
export function preparedName(
  messages: Messages,
  dataset: DatasetSummary,
  as: Preprocessing,
  taken: readonly string[],
): string {
  const name = datasetName(messages, dataset)
  const before = languages.map(language => ` · ${briefly(messagesFor(language), dataset.preprocessing)}`)
  const suffix = before.find(text => name.replace(/ \(\d+\)$/, '').endsWith(text))
  const base = suffix === undefined ? name : name.slice(0, name.lastIndexOf(suffix))
  return uniqueName(`${base} · ${briefly(messages, as)}`, taken)
}

const briefly = ({ data }: Messages, { shape, color }: Preprocessing) =>
  data.options.brief({ ...shape, color })
