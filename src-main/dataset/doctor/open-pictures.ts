import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Shape } from '../../shared/architecture/spec.ts'
import { storedFiles } from '../store/layout.ts'
import { type Comparable, createComparer } from './comparable.ts'
import { readWhole } from './read-whole.ts'

/** As many are kept that were read last. */
const kept = 2048

/** Reads single pictures of a data set to be compared. Blocks its thread. */
export function openPictures(folder: string, shape: Shape) {
  const file = join(folder, storedFiles.images)
  const descriptor = openSync(file, 'r')
  const bytes = new Uint8Array(shape.height * shape.width * shape.channels)
  const compare = createComparer(shape)
  const recent = new Map<number, Comparable>()
  return {
    picture(index: number): Comparable {
      const present = recent.get(index)
      if (present) return present
      readWhole(descriptor, bytes, index * bytes.length, file)
      const read = compare(bytes)
      recent.set(index, read)
      const [oldest] = recent.keys()
      if (recent.size > kept && oldest !== undefined) recent.delete(oldest)
      return read
    },
    close: () => closeSync(descriptor),
  }
}
