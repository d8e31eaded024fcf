import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { storedFiles } from './store/layout.ts'

/** Of each picture stored in `folder`, the index of the one in `other` that came from the same place, each of those once; -1: none did. */
export async function matchPictures(folder: string, other: string): Promise<Int32Array> {
  const first = new Map<string, number>()
  /** Those that came from where one before them did, in their order. */
  const more = new Map<string, number[]>()
  let count = 0
  for await (const source of storedSources(other)) {
    const index = count++
    if (!first.has(source)) first.set(source, index)
    else if (more.has(source)) more.get(source)!.push(index)
    else more.set(source, [index])
  }
  const places: number[] = []
  for await (const source of storedSources(folder)) {
    places.push(first.get(source) ?? -1)
    const next = more.get(source)?.shift()
    if (next === undefined) first.delete(source)
    else first.set(source, next)
  }
  return Int32Array.from(places)
}

/** The lines as they are stored: equal ones say the same place. */
const storedSources = (folder: string) =>
  createInterface({
    input: createReadStream(join(folder, storedFiles.sources)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
