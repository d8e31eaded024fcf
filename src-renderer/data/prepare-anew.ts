import type { DatasetOrigin, DatasetSummary } from '../../src-main/shared/contract/data.ts'

/** What a data set can be imported from again; null: it is not known. The samples bring their own split. */
export function originOf({ origin, sample }: DatasetSummary): DatasetOrigin | null {
  if (origin) return origin
  return sample === null ? null : { source: { kind: 'sample', sample }, validation: 0, test: 0, added: [] }
}
