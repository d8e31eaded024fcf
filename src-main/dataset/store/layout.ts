import { join } from 'node:path'

/** Names of the files in a data set's folder; README.md beside `service.ts` says what they hold. */
export const storedFiles = {
  images: 'images.u8',
  labels: 'labels.u16',
  split: 'split.u8',
  sources: 'files.ndjson',
  sizes: 'sizes.u16',
  problems: 'problems.ndjson',
  summary: 'dataset.json',
} as const

/** `labels.u16` can't tell more apart. */
export const mostClasses = 65_536

export const datasetsFolder = (home: string) => join(home, 'datasets')

/** Which version of a lineage is the current one; what `lineages.ts` keeps. */
export const lineageFile = (home: string, lineage: string) => join(lineagesFolder(home), `${lineage}.json`)

export const lineagesFolder = (home: string) => join(datasetsFolder(home), '.lineages')

/** Ids are folder names; nothing else gets into a path. */
export const isDatasetId = (id: string) => /^[a-z0-9][a-z0-9-]{0,63}$/.test(id)

/** Where an import writes until it is complete; the number says whose it is. */
export const importingFolder = (home: string, id: string) =>
  join(datasetsFolder(home), `.importing-${id}-${process.pid}`)

/** Where a data set goes while it is deleted, so that it is gone at once and never half there. */
export const removingFolder = (home: string, id: string) =>
  join(datasetsFolder(home), `.removing-${id}-${process.pid}`)

/** The process that such a passing folder belongs to; null: it is none. */
export function passingProcess(folderName: string): number | null {
  const [, pid] = /^\.(?:importing|removing)-.*-(\d+)$/.exec(folderName) ?? []
  return pid === undefined ? null : Number(pid)
}

/** A new id that a person can type: the name's letters where there are any, and four random ones. */
export function newDatasetId(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  const random = crypto.getRandomValues(new Uint8Array(3))
  return `${letters || 'dataset'}-${Buffer.from(random).toString('hex')}`
}
