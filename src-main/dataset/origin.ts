import {
  type DatasetOrigin,
  type ImportOptions,
  type ImportSource,
  mostOriginPaths,
} from '../shared/contract/data.ts'

const isShort = (source: ImportSource) => source.kind === 'sample' || source.paths.length <= mostOriginPaths

/** What an import keeps of where it came from; undefined: more than is kept. */
export function originOf(
  source: ImportSource,
  { validation, test, labels, csv, group }: ImportOptions,
): DatasetOrigin | undefined {
  if (!isShort(source)) return undefined
  return {
    source,
    validation,
    test,
    ...(labels && { labels }),
    ...(csv && { csv }),
    ...(group && { group }),
    added: [],
  }
}

/** The origin with what an addition came from; undefined: it would no longer tell of all pictures. */
export function extendedOrigin(
  before: DatasetOrigin | undefined,
  source: ImportSource,
  className: string | undefined,
): DatasetOrigin | undefined {
  if (!before || !isShort(source)) return undefined
  return { ...before, added: [...before.added, { source, ...(className !== undefined && { className }) }] }
}
