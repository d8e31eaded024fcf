import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DigestTable } from './digest-table.ts'
import { storedFiles } from './store/layout.ts'

/** A version's folder and the number of its pictures. */
interface Stored {
  readonly folder: string
  readonly images: number
}

const none = -1

/** Of each picture stored, the index of the one in `other` that came from the same place, each of those once; -1: none did. */
export async function matchPictures(stored: Stored, other: Stored): Promise<Int32Array> {
  const sources = new DigestTable(stored.images + other.images)
  /** By the first that came from a place: the one that is still to be taken, and the last one. */
  const waiting = new Int32Array(other.images).fill(none)
  const last = new Int32Array(other.images)
  /** The next one that came from the same place. */
  const next = new Int32Array(other.images).fill(none)
  let count = 0
  for await (const source of storedSources(other)) {
    const index = count++
    const first = sources.add(source)
    if (first === index) waiting[first] = index
    else next[last[first]!] = index
    last[first] = index
  }
  const places = new Int32Array(stored.images).fill(none)
  let own = 0
  for await (const source of storedSources(stored)) {
    const first = sources.add(source)
    const place = first < other.images ? waiting[first]! : none
    if (place !== none) waiting[first] = next[place]!
    places[own++] = place
  }
  return places
}

/** The lines as they are stored: equal ones say the same place. */
const storedSources = ({ folder }: Stored) =>
  createInterface({
    input: createReadStream(join(folder, storedFiles.sources)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
