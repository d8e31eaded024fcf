import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Shape } from '../shared/architecture/spec.ts'
import type { GroupPicturesBy } from '../shared/contract/data-changes.ts'
import { namePrefix } from './scan/names.ts'
import { storedFiles } from './store/layout.ts'

const words = 3

export type Grouping = ReturnType<typeof createGrouping>

/**
 * Tells pictures that stay together, one after the other: equal ones always; with `name-prefix` also those whose files are named alike
 * (`namePrefix`). 28 bytes a picture.
 */
export function createGrouping(most: number, by: GroupPicturesBy) {
  const parents = new Int32Array(most)
  const digests = new Uint32Array(words * most)
  /** One more than a picture's index, where the first word of its digest leads (open addressing); 0: free. */
  const table = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(1, most)) + 1))
  const prefixes = new Map<string, number>()
  let count = 0

  return {
    /** The next picture (uint8, as it is stored) and where it came from. */
    add(pixels: Uint8Array, source: string): void {
      const index = count++
      parents[index] = index
      unite(index, firstEqual(index, pixels))
      if (by === 'duplicates') return
      const prefix = namePrefix(source)
      const first = prefixes.get(prefix)
      if (first === undefined) prefixes.set(prefix, index)
      else unite(index, first)
    },

    /** Of each picture, the first one that it stays together with. */
    groups: () => Int32Array.from({ length: count }, (_, index) => find(index)),
  }

  /** By the first 96 bits of SHA-256. */
  function firstEqual(index: number, pixels: Uint8Array): number {
    const digest = hash('sha256', pixels, 'buffer')
    for (let word = 0; word < words; word++) digests[words * index + word] = digest.readUInt32LE(4 * word)
    let slot = digests[words * index]! & (table.length - 1)
    while (table[slot] !== 0) {
      const other = table[slot]! - 1
      if (isEqual(index, other)) return other
      slot = (slot + 1) & (table.length - 1)
    }
    table[slot] = index + 1
    return index
  }

  function isEqual(a: number, b: number): boolean {
    for (let word = 0; word < words; word++)
      if (digests[words * a + word] !== digests[words * b + word]) return false
    return true
  }

  function find(item: number): number {
    while (parents[item] !== item) item = parents[item] = parents[parents[item]!]!
    return item
  }

  function unite(a: number, b: number): void {
    const [one, two] = [find(a), find(b)]
    parents[Math.max(one, two)] = Math.min(one, two)
  }
}

/** The groups of stored pictures: of each, the first one that it stays together with. */
export async function groupPictures(
  folder: string,
  { images, shape }: { readonly images: number; readonly shape: Shape },
  by: GroupPicturesBy,
): Promise<Int32Array> {
  const grouping = createGrouping(images, by)
  await groupStored(grouping, folder, shape, by)
  return grouping.groups()
}

/** Tells a grouping all pictures of a stored version, in their order. Rejects with `signal.reason` when that is aborted meanwhile. */
export async function groupStored(
  grouping: Grouping,
  folder: string,
  shape: Shape,
  by: GroupPicturesBy,
  signal?: AbortSignal,
): Promise<void> {
  const sources = createInterface({ input: createReadStream(join(folder, storedFiles.sources)) })[
    Symbol.asyncIterator
  ]()
  for await (const pixels of storedPixels(folder, shape)) {
    const source = by === 'duplicates' ? '' : (JSON.parse((await sources.next()).value) as string)
    signal?.throwIfAborted()
    grouping.add(pixels, source)
  }
  await sources.return?.()
}

async function* storedPixels(folder: string, { height, width, channels }: Shape): AsyncGenerator<Uint8Array> {
  const size = height * width * channels
  const highWaterMark = size * Math.max(1, Math.floor(2 ** 18 / size))
  let rest: Uint8Array = new Uint8Array()
  const chunks = createReadStream(join(folder, storedFiles.images), { highWaterMark })
  for await (const chunk of chunks as AsyncIterable<Buffer>) {
    const bytes: Uint8Array = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let start = 0
    for (; start + size <= bytes.length; start += size) yield bytes.subarray(start, start + size)
    rest = bytes.subarray(start)
  }
}
