import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetSummary } from '../../shared/contract/data.ts'
import { datasetsFolder, isDatasetId, storedFiles } from './layout.ts'

/** What `dataset.json` holds besides its `version`. */
export interface Description extends Omit<DatasetSummary, 'canUndo' | 'canRedo'> {
  /** SHA-256 of `images.u8`, hexadecimal; null in what format 1 stored. */
  readonly pixels: string | null
}

const currentFormat = 2

export const printDescription = (description: Description): string =>
  `${JSON.stringify({ version: currentFormat, ...description }, null, 2)}\n`

/** A stored version of a data set; undefined: there is none, or none that this program can read. */
export async function readDescription(home: string, id: string): Promise<Description | undefined> {
  if (!isDatasetId(id)) return undefined
  try {
    const text = await readFile(join(datasetsFolder(home), id, storedFiles.summary), 'utf8')
    const { version, ...stored } = JSON.parse(text) as Description & { version: number }
    if (stored.id !== id) return undefined
    if (version === 1) return upgrade(stored)
    return version === currentFormat ? stored : undefined
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
}

export async function readDescriptions(home: string): Promise<Description[]> {
  const names = await readdir(datasetsFolder(home)).catch(() => [])
  const found = await Promise.all(names.map(name => readDescription(home, name)))
  return found.filter(description => description !== undefined)
}

/** Format 1 knew no versions, no exclusion, and took its fingerprint over the pixels themselves; that one stays, because runs name it. */
const upgrade = (stored: Description): Description => ({
  ...stored,
  excluded: 0,
  lineage: { id: stored.id, number: 1, parent: null, change: null },
  pixels: null,
})

/**
 * What tells data sets with the same content from others: SHA-256 over the 32 bytes of `pixels`, `labels.u16`, `split.u8` and the class names
 * as JSON without spaces, in this order.
 */
export const fingerprintOf = (
  pixels: string,
  labels: Uint8Array,
  split: Uint8Array,
  classes: readonly string[],
): string =>
  createHash('sha256')
    .update(Buffer.from(pixels, 'hex'))
    .update(labels)
    .update(split)
    .update(JSON.stringify(classes))
    .digest('hex')
