import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Shape } from '../shared/architecture/spec.ts'
import type { GroupPicturesBy } from '../shared/contract/data-changes.ts'
import { DigestTable } from './digest-table.ts'
import { namePrefix } from './scan/names.ts'
import { inSlices, itemsAStep, type Steps } from './steps.ts'
import { storedFiles } from './store/layout.ts'

export type Grouping = ReturnType<typeof createGrouping>

/**
 * Tells pictures that stay together, one after the other: equal ones always; with `name-prefix` also those whose files are named alike
 * (`namePrefix`). 24 to 32 bytes a picture, with names 28 more.
 */
export function createGrouping(most: number, by: GroupPicturesBy) {
  const parents = new Int32Array(most)
  const pictures = new DigestTable(most)
  const prefixes = new DigestTable(by === 'name-prefix' ? most : 0)
  let count = 0

  return {
    /** The next picture (uint8, as it is stored) and where it came from. */
    add(pixels: Uint8Array, source: string): void {
      const index = count++
      parents[index] = index
      unite(index, pictures.add(pixels))
      if (by === 'name-prefix') unite(index, prefixes.add(namePrefix(source)))
    },

    /** Of each picture, the first one that it stays together with. */
    *groups(): Steps<Int32Array> {
      const groups = new Int32Array(count)
      for (let index = 0; index < count; index++) {
        if (index % itemsAStep === 0) yield
        groups[index] = find(index)
      }
      return groups
    },
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
  return inSlices(grouping.groups())
}

/** Tells a grouping all pictures of a stored version, in their order. Rejects with `signal.reason` when that is aborted meanwhile. */
export async function groupStored(
  grouping: Grouping,
  folder: string,
  shape: Shape,
  by: GroupPicturesBy,
  signal?: AbortSignal,
): Promise<void> {
  const sources = by === 'name-prefix' ? readSources(folder) : undefined
  try {
    for await (const pixels of storedPixels(folder, shape)) {
      const source = sources ? ((await sources.next()).value as string) : ''
      signal?.throwIfAborted()
      grouping.add(pixels, source)
    }
  } finally {
    await sources?.return(undefined)
  }
}

async function* readSources(folder: string): AsyncGenerator<string, undefined> {
  const input = createReadStream(join(folder, storedFiles.sources))
  const lines = createInterface({ input })
  try {
    for await (const line of lines) yield JSON.parse(line) as string
  } finally {
    lines.close()
    input.destroy()
  }
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
