import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileProblem, PicturePage } from '../../shared/contract/data.ts'
import { type ClassPictures, partsByCode } from '../../shared/contract/data-pictures.ts'
import type { DatasetContent } from '../change/content.ts'
import { inSlices, itemsAStep, type Steps } from '../steps.ts'
import type { Description } from './description.ts'
import { storedFiles } from './layout.ts'
import { indexLines, readLine } from './lines.ts'
import { fromLittleEndian } from './little-endian.ts'

/** Labels, parts and names of a stored version. */
export async function readContent(
  folder: string,
  { name, classes, seed }: Description,
): Promise<DatasetContent> {
  const [labels, split] = await Promise.all([
    readFile(join(folder, storedFiles.labels)),
    readFile(join(folder, storedFiles.split)),
  ])
  return {
    name,
    classes: classes.map(({ name }) => name),
    labels: fromLittleEndian(labels),
    split: new Uint8Array(split),
    seed,
  }
}

/** SHA-256 of the stored pixels, hexadecimal. */
export async function hashPixels(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const chunks = createReadStream(join(folder, storedFiles.images), { highWaterMark: 1 << 18 })
  for await (const chunk of chunks as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}

export interface OpenDataset {
  all(classIndex: number): ClassPictures
  /** Where a picture came from. */
  source(index: number): Promise<string>
  page(classIndex: number, offset: number, limit: number): Promise<PicturePage>
}

/** Reads what pages of pictures are drawn from: labels and split whole, the sources' names as they are asked for. */
export async function openDataset(folder: string, description: Description): Promise<OpenDataset> {
  const { labels, split, classes } = await readContent(folder, description)
  const sources = join(folder, storedFiles.sources)
  const lines = await indexLines(sources, labels.length)
  const { first, indices } = await inSlices(sortByClass(labels, classes.length))
  const ofClass = (label: number) => indices.subarray(first[label] ?? 0, first[label + 1] ?? 0)

  return {
    all(classIndex) {
      const own = ofClass(classIndex).slice()
      return { indices: own, parts: Uint8Array.from(own, index => split[index]!) }
    },
    async source(index) {
      const handle = await open(sources)
      try {
        return JSON.parse(await readLine(handle, lines, index)) as string
      } finally {
        await handle.close()
      }
    },
    async page(classIndex, offset, limit) {
      const all = ofClass(classIndex)
      const handle = await open(sources)
      try {
        const pictures = []
        for (const index of all.slice(offset, offset + limit)) {
          const source = JSON.parse(await readLine(handle, lines, index)) as string
          pictures.push({ index, source, split: partsByCode[split[index]!]! })
        }
        return { total: all.length, pictures }
      } finally {
        await handle.close()
      }
    },
  }
}

/** The pictures in the order of their classes: those of class `c` are `indices[first[c]]` and on, up to those of the next. */
function* sortByClass(
  labels: Uint16Array,
  classes: number,
): Steps<{ first: Uint32Array; indices: Uint32Array }> {
  const first = new Uint32Array(classes + 1)
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    first[labels[index]! + 1]!++
  }
  for (let label = 0; label < classes; label++) first[label + 1]! += first[label]!
  const next = first.slice()
  const indices = new Uint32Array(labels.length)
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    indices[next[labels[index]!]!++] = index
  }
  return { first, indices }
}

/** One picture's pixels, `length` bytes. */
export async function readPixels(folder: string, index: number, length: number): Promise<Uint8Array> {
  const handle = await open(join(folder, storedFiles.images))
  try {
    const pixels = new Uint8Array(length)
    await handle.read(pixels, 0, length, index * length)
    return pixels
  } finally {
    await handle.close()
  }
}

export async function readProblems(folder: string): Promise<FileProblem[]> {
  const text = await readFile(join(folder, storedFiles.problems), 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as FileProblem)
}
